import { lifeEvent } from '../../../core/domain/resident/life-event-fields.ts'
import { fieldOf } from '../../../core/domain/field.ts'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldChoice, FieldText } from '../../ui/form/fields.tsx'
import type { Values } from '../../ui/form/values.ts'

/** Why a person comes onto the register; the latter two are life events, recorded with the resident. */
const reasons = [
  { code: 'added', label: '补登' },
  { code: 'born', label: '出生' },
  { code: 'movedIn', label: '迁入' },
] as const

/** Kept among the form's values; the ledger does not know them and is not sent them. */
export const blankReason = { reasonKind: 'added', reasonOn: null, reasonPlace: null } as const

/** 登记原因, first on the form of a new resident. */
export function RegistrationReason({ values }: { values: Values }) {
  const kind = values['reasonKind']
  return (
    <section className="form-section form-lead" aria-label="登记原因">
      <div className="form-grid">
        <FieldChoice name="reasonKind" label="登记原因" span={kind === 'movedIn' ? 'third' : 'full'} options={reasons} />
        {kind === 'movedIn' && (
          <>
            <FieldDay name="reasonOn" label="迁入日期" required />
            <FieldText name="reasonPlace" label="从何处迁来" placeholder="如 示例县河东镇" />
          </>
        )}
      </div>
    </section>
  )
}

export function reasonErrors(values: Values, today: string): Record<string, string> {
  const { reasonKind, reasonOn, birthOn } = values
  if (reasonKind === 'born' && typeof birthOn !== 'string') return { birthOn: '登记原因是出生，请填出生日期' }
  if (reasonKind !== 'movedIn') return {}
  if (typeof reasonOn !== 'string') return { reasonOn: '请填迁入日期' }
  if (reasonOn > today) return { reasonOn: '迁入日期不能晚于今天' }
  const longest = fieldOf(lifeEvent, 'place').schema.safeParse(values['reasonPlace'])
  return longest.success ? {} : { reasonPlace: '最多 100 字' }
}

interface FirstEvent {
  kind: 'born' | 'movedIn'
  happenedOn: string
  place: string | null
}

/** The life event to record right after the resident, or null. */
export function firstEvent({ reasonKind, reasonOn, reasonPlace, birthOn }: Values): FirstEvent | null {
  if (reasonKind === 'born' && typeof birthOn === 'string') return { kind: 'born', happenedOn: birthOn, place: null }
  if (reasonKind !== 'movedIn' || typeof reasonOn !== 'string') return null
  return { kind: 'movedIn', happenedOn: reasonOn, place: typeof reasonPlace === 'string' ? reasonPlace : null }
}
