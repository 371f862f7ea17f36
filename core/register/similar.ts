/** Who may be the person that is being typed: by number, by name and birthday, by sound. Each test walks an index. */
import { decodeRow } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import type { RecordView } from '../contract/register.ts'
import { upgradeIdNumber } from '../domain/id-number.ts'
import type { RecordValues, RegisterName } from '../domain/field.ts'
import { loadPinyin, syllables } from './pinyin.ts'
import { unitsOfLedger } from './units-of-ledger.ts'
import { viewRows } from './views.ts'

/** One way of being alike; `condition` may use an index of residents. */
interface Likeness {
  reason: string
  condition: string
  parameters: unknown[]
}

const shown = 8

const typed = (value: RecordValues[string] | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

/** The same citizen number; one of 15 places is compared in its form of 18. */
function numberLikeness(reader: SqliteConnection, { idNumber }: RecordValues): Likeness[] {
  const written = typed(idNumber)
  const number = written?.length === 15 ? upgradeIdNumber(written) : written
  if (number?.length !== 18) return []
  const numbered = 'id_number IS NOT NULL AND deleted_at IS NULL'
  const units = unitsOfLedger(reader, 'resident', numbered)
  return [
    {
      reason: '证号相同',
      condition: `unit_id IN (SELECT value FROM json_each(?)) AND id_number = ? AND ${numbered}`,
      parameters: [JSON.stringify(units), number],
    },
  ]
}

/** The same passport or permit. */
function otherPaperLikeness({ otherIdNo }: RecordValues): Likeness[] {
  const number = typed(otherIdNo)
  if (number === null) return []
  return [
    { reason: '证件号码相同', condition: 'other_id_no = ? AND other_id_no IS NOT NULL', parameters: [number.toUpperCase()] },
  ]
}

/** Best first. Names of one character say nothing. */
function nameLikenesses(values: RecordValues): Likeness[] {
  const found: Likeness[] = []
  const name = typed(values.name)
  if (name === null || name.length < 2) return found
  const birthOn = typed(values.birthOn)
  const sound = typed(values.namePinyin) ?? syllables(name).join(' ')
  if (birthOn !== null) {
    found.push({ reason: '姓名和出生日期相同', condition: 'name = ? AND +birth_on = ?', parameters: [name, birthOn] })
    found.push({ reason: '同音，出生日期相同', condition: 'name_pinyin = ? AND +birth_on = ?', parameters: [sound, birthOn] })
  }
  const [villageId, groupName] = [typed(values.villageId), typed(values.groupName)]
  if (villageId !== null && groupName !== null) {
    found.push({
      reason: '同音，同村同组',
      condition: 'village_id = ? AND group_name = ? AND name_pinyin = ?',
      parameters: [villageId, groupName, sound],
    })
  }
  if (birthOn === null) found.push({ reason: '姓名相同', condition: 'name = ?', parameters: [name] })
  return found
}

/** Every condition that is asked for what is typed; exported so that a test can look at the query plans. */
export const likenesses = (reader: SqliteConnection, values: RecordValues): Likeness[] => [
  ...numberLikeness(reader, values),
  ...otherPaperLikeness(values),
  ...nameLikenesses(values),
]

/** At most 8 residents, the likeliest first, each with the reason; those who moved out or died are named as such. */
export async function similarRecords(
  reader: SqliteConnection,
  register: RegisterName,
  values: RecordValues,
  exceptId: string | undefined,
): Promise<{ rows: RecordView[]; reasons: string[] }> {
  if (register !== 'resident') return { rows: [], reasons: [] }
  await loadPinyin()
  const found = new Map<string, { row: RecordView; reason: string }>()
  const add = (rows: readonly RecordView[], reason: string) => {
    for (const row of rows) {
      if (found.size < shown && row.id !== exceptId && !found.has(row.id)) found.set(row.id, { row, reason })
    }
  }
  const search = ({ condition, parameters, reason }: Likeness) => {
    if (found.size >= shown) return
    // one more than shown, for the record itself
    const raw = reader
      .prepare(`SELECT * FROM residents WHERE ${condition} AND deleted_at IS NULL LIMIT ${String(2 * shown)}`)
      .all(parameters) as Record<string, unknown>[]
    const rows = raw.map((one) => decodeRow(register, one))
    add(viewRows(reader, register, rows), reason)
  }
  for (const one of likenesses(reader, values)) search(one)
  const alike = [...found.values()]
  return { rows: alike.map((one) => one.row), reasons: alike.map(({ row, reason }) => reason + leftWords(row)) }
}

function leftWords({ values }: RecordView): string {
  const day = typeof values.statusOn === 'string' ? `（${values.statusOn}）` : ''
  if (values.status === 'movedOut') return `，曾迁出${day}`
  return values.status === 'deceased' ? `，已去世${day}` : ''
}
