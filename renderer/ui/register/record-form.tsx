import type { ReactNode } from 'react'
import { fieldOf } from '../../../core/domain/field.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { Form, FormSection } from '../form/form.tsx'
import type { FormProps } from '../form/form.tsx'
import type { Values } from '../form/values.ts'
import { derivedValues, recordWarnings, sectionShown } from './form-values.ts'
import { RegisterFields } from './register-fields.tsx'
import './register.css'

export interface RegisterFormProps extends Omit<FormProps<Values>, 'children' | 'label'> {
  register: RegisterName
  label?: string
  /** only these fields, still by section; without it all that a person fills in */
  fields?: readonly string[]
  /** the record being changed */
  recordId?: string | undefined
  /** words beside a section's title */
  notes?: Readonly<Record<string, ReactNode>>
  /** a section of the page's own, before those of the ledger */
  lead?: ReactNode
  /** sections of the page's own, after those of the ledger */
  children?: ReactNode
}

/** The form of one ledger, section by section as on paper. What follows from what is typed is filled in at once. */
export function RegisterForm({ register, fields, recordId, notes = {}, lead, children, onChange, ...form }: RegisterFormProps) {
  const description = registers[register]
  const asked = (name: string) =>
    (fields === undefined || fields.includes(name)) && fieldOf(description, name).meta.derived !== true
  const sections = description.sections
    .filter((section) => sectionShown(section, form.values))
    .map(({ title, fields: names }) => ({ title, names: names.filter(asked) }))
    .filter(({ names }) => names.length > 0)
  return (
    <Form
      {...form}
      warnings={form.warnings ?? recordWarnings(register, form.values)}
      label={form.label ?? `${description.label}登记`}
      onChange={(values) => {
        onChange(derivedValues(register, form.values, values))
      }}
    >
      {lead}
      {sections.map(({ title, names }) => (
        <FormSection key={title} title={title} note={notes[title]}>
          <RegisterFields register={register} fields={names} recordId={recordId} />
        </FormSection>
      ))}
      {children}
    </Form>
  )
}
