import type { ReactNode } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { fieldOf } from '../../../core/domain/field.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api } from '../../lib/api.ts'
import { Facts } from '../ledger-page.tsx'
import type { Fact } from '../ledger-page.tsx'
import { MaskedValue } from '../masked-value.tsx'
import { sectionShown } from './form-values.ts'
import { formatOf, valueText } from './record-detail.ts'
import './register.css'

/** One value of a record; what is masked can be shown, for a reason. Undefined when there is none. */
export function recordValue(register: RegisterName, name: string, view: RecordView): ReactNode {
  const text = valueText(register, name, view)
  if (text === '') return undefined
  const { meta } = fieldOf(registers[register], name)
  if (meta.mask === undefined || meta.kind === 'reference') return text
  return (
    <MaskedValue
      key={`${view.id}-${name}`}
      label={meta.label}
      masked={String(view.values[name])}
      format={formatOf(meta.kind)}
      reveal={async (reason) => (await api.register.reveal({ register, id: view.id, field: name, reason })).value}
    />
  )
}

/** Labels and values of some fields. */
export function recordFacts(register: RegisterName, names: readonly string[], view: RecordView): Fact[] {
  return names.map((name) => {
    const { meta } = fieldOf(registers[register], name)
    return { label: meta.shortLabel ?? meta.label, value: recordValue(register, name, view) }
  })
}

/** All of a record, section by section as on the form; fields that are empty and set by the program are left out. */
export function RecordSections({ register, view }: { register: RegisterName; view: RecordView }) {
  const description = registers[register]
  const shown = description.sections.filter((section) => sectionShown(section, view.values))
  return shown.map(({ title, fields }) => (
    <section key={title} className="fact-section" aria-label={title}>
      <h2>{title}</h2>
      <Facts
        facts={recordFacts(
          register,
          fields.filter((name) => view.values[name] !== null || fieldOf(description, name).meta.derived !== true),
          view,
        )}
      />
    </section>
  ))
}
