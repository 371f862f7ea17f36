/** What a ledger's template asks for, column by column, and how it is explained. */
import { tableShapes } from '../../../db/rows.ts'
import type { SqliteConnection } from '../../../db/open.ts'
import { codeTables } from '../../domain/codes.ts'
import { fieldsOf, type DescribedField, type FieldKind, type RegisterName } from '../../domain/field.ts'
import { idCheckCharacter } from '../../domain/id-number.ts'
import { importDescription } from '../../domain/import-description.ts'
import { registers } from '../../domain/registers.ts'

export interface TemplateColumn {
  heading: string
  required: boolean
  /** pixels */
  width: number
  /** what may be chosen from; a reference may also be written otherwise */
  choices: readonly string[]
  strict: boolean
  format: string
  example: string
  help: string
}

const formats: Partial<Record<FieldKind, string>> = {
  personName: '姓名',
  idNumber: '18 位，最后一位可以是 X',
  phone: '11 位手机号，或区号加固定电话',
  day: '年-月-日，如 2026-11-21',
  time: '时:分，如 09:30',
  code: '从下拉列表中选择',
  integer: '整数',
  money: '元，可带两位小数',
  flag: '是 或 否',
  division: '12 位区划代码',
  reference: '写名称，可从下拉列表中选择',
}

const examples: Partial<Record<FieldKind, string>> = {
  personName: '石春海',
  idNumber: `99990119800307123${idCheckCharacter('99990119800307123')}`,
  phone: '13900001234',
  day: '2026-03-09',
  time: '09:30',
  integer: '3',
  money: '20000.00',
  flag: '是',
  division: '999901101001',
}

/** the birthday in the number above */
const exampleBirthday = '1980-03-07'

/** names beyond this many are typed, not chosen */
const mostChoices = 2000

/** Names of the records a reference may point to, where they fit into a list. */
function namesOf(reader: SqliteConnection, target: RegisterName): string[] {
  const [title = ''] = registers[target].title
  const column = tableShapes[target].byProperty.get(title)?.column
  if (column === undefined || target === 'household') return []
  const found = reader
    .prepare(
      `SELECT DISTINCT ${column} FROM ${tableShapes[target].name} WHERE deleted_at IS NULL ORDER BY ${column} LIMIT ${String(mostChoices + 1)}`,
    )
    .pluck()
    .all() as string[]
  return found.length > mostChoices ? [] : found
}

function choicesOf(reader: SqliteConnection, { meta }: DescribedField): string[] {
  if (meta.kind === 'flag') return ['是', '否']
  if (meta.kind === 'code' && meta.codes) return codeTables[meta.codes].map(([, name]) => name)
  return meta.kind === 'reference' && meta.target ? namesOf(reader, meta.target) : []
}

/** The fields that a person may fill in, in the order of the form. */
export function templateColumns(reader: SqliteConnection, register: RegisterName): TemplateColumn[] {
  const description = importDescription(register)
  const inForm = description.sections.flatMap((one) => one.fields)
  return fieldsOf(description)
    .filter(({ meta }) => !meta.derived && meta.kind !== 'references' && meta.kind !== 'list')
    .sort((a, b) => inForm.indexOf(a.name) - inForm.indexOf(b.name))
    .map((field) => {
      const { meta } = field
      const choices = choicesOf(reader, field)
      const max = 'maxLength' in field.schema ? Number(field.schema.maxLength) : Number.NaN
      return {
        heading: meta.label,
        required: meta.required === true,
        width: meta.width ?? 120,
        choices,
        strict: meta.kind !== 'reference',
        format: formats[meta.kind] ?? (Number.isFinite(max) ? `文字，不超过 ${String(max)} 字` : '文字'),
        example: choices[0] ?? (field.name === 'birthOn' ? exampleBirthday : (examples[meta.kind] ?? '')),
        help: meta.help ?? '',
      }
    })
}
