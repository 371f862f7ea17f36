import { codeTables } from '../../../core/domain/codes.ts'
import { fieldOf } from '../../../core/domain/field.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { FieldCode } from '../form/field-code.tsx'
import { FieldDay } from '../form/field-day.tsx'
import {
  FieldDivision,
  FieldFlag,
  FieldIdNumber,
  FieldList,
  FieldLongText,
  FieldMoney,
  FieldNumber,
  FieldPhone,
  FieldText,
} from '../form/fields.tsx'
import { useForm } from '../form/form-state.ts'
import type { Span } from '../form/form-state.ts'
import { valueAt } from '../form/values.ts'
import { FieldKept } from './field-kept.tsx'
import { FieldReference, FieldReferences } from './field-reference.tsx'
import { isKept } from './form-values.ts'
import { formatOf } from './record-detail.ts'

export interface RegisterFieldProps {
  register: RegisterName
  /** field of the ledger */
  name: string
  /** path of the record within the form's values: `parties.0` */
  under?: string | undefined
  /** the record being changed; its masked values can be shown */
  recordId?: string | undefined
  label?: string
  span?: Span
  help?: string
  required?: boolean
}

/** The control for one field, chosen by its description. */
export function RegisterField({ register, name, under, recordId, ...own }: RegisterFieldProps) {
  const { meta, schema } = fieldOf(registers[register], name)
  const form = useForm()
  const path = under === undefined ? name : `${under}.${name}`
  const value = valueAt(form.values, path)
  const props = {
    name: path,
    label: meta.label,
    required: meta.required === true || (!schema.safeParse(null).success && !schema.safeParse(undefined).success),
    help: meta.help,
    ...own,
  }
  if (isKept(value) && recordId !== undefined) {
    const kept = { register, field: name, recordId, masked: value.masked, format: formatOf(meta.kind) }
    return <FieldKept {...props} {...kept} />
  }
  switch (meta.kind) {
    case 'longText':
      return <FieldLongText {...props} />
    case 'idNumber':
      return <FieldIdNumber {...props} />
    case 'phone':
      return <FieldPhone {...props} />
    case 'day':
      return <FieldDay {...props} />
    case 'division':
      return <FieldDivision {...props} />
    case 'time':
      return <FieldText {...props} placeholder="如 09:30" />
    case 'code':
      return <FieldCode {...props} options={meta.codes === undefined ? [] : optionsOf(meta.codes)} />
    case 'integer':
      return <FieldNumber {...props} />
    case 'money':
      return <FieldMoney {...props} />
    case 'flag':
      return <FieldFlag {...props} />
    case 'reference':
      return meta.target === undefined ? null : <FieldReference {...props} target={meta.target} />
    case 'references':
      return meta.target === undefined ? null : <FieldReferences {...props} target={meta.target} />
    case 'list':
      return <FieldList {...props} />
    case 'text':
    case 'personName':
      return <FieldText {...props} span={props.span ?? ((meta.width ?? 0) >= 220 ? 'wide' : 'third')} />
  }
}

/** Several fields of a record, in the given order; what the program sets by itself is left out. */
export function RegisterFields({ fields, ...props }: Omit<RegisterFieldProps, 'name'> & { fields: readonly string[] }) {
  return fields
    .filter((name) => fieldOf(registers[props.register], name).meta.derived !== true)
    .map((name) => <RegisterField key={name} {...props} name={name} />)
}

type CodeTable = keyof typeof codeTables

const optionsOf = (table: CodeTable) => codeTables[table].map(([code, label]) => ({ code, label }))
