/** One cell to one value, by the kind of its field. A value that cannot be read is left out and remarked, never guessed. */
import type { DescribedField, FieldKind, FieldValue } from '../../domain/field.ts'
import { idNumberProblem, upgradeIdNumber, type IdNumberProblem } from '../../domain/id-number.ts'
import type { CellValue } from '../../workers/sheet-row.ts'
import { cellText } from './cell-text.ts'
import { readDate } from './dates.ts'
import { compactText, halfWidth, isPlain, leadingApostrophe, tidyText } from './plain-text.ts'
import type { RemarkCode, RepairKind } from './remark.ts'
import { codeOf } from './synonyms.ts'

export interface Normalised {
  value: FieldValue
  /** identifying numbers only: what was changed, and the text before each change */
  repairs?: { kind: RepairKind; before: string; after: string }[]
  problem?: { code: RemarkCode; message: string }
  /** a year or month where a day is wanted */
  beginnings?: string[]
}

type Normalise = (cell: CellValue, field: DescribedField) => Normalised

const nothing: Normalised = { value: null }
const invalid = (code: RemarkCode, message: string): Normalised => ({ value: null, problem: { code, message } })

/** Value of a cell that is not blank. */
export function normalise(cell: CellValue, field: DescribedField): Normalised {
  if (cell !== null && typeof cell === 'object' && 'error' in cell) {
    return invalid('CELL_ERROR', `单元格是公式错误 ${cell.error}，请改成数值后再导入`)
  }
  return kinds[field.meta.kind](cell, field)
}

const typedText = (cell: CellValue) => {
  const typed = cellText(cell)
  return isPlain(typed) ? typed : typed.replace(leadingApostrophe, '')
}

const text: Normalise = (cell, field) => checked(tidyText(typedText(cell)), field)

/** Inner blanks are only decoration in a Chinese name (李　明); in any other they part its words. */
const personName: Normalise = (cell, field) => {
  const typed = typedText(cell)
  if (isPlain(typed)) return checked(typed, field)
  const name = tidyText(typed).replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
  return checked(name.replaceAll(/[•・．‧]/g, '·'), field)
}

function checked(value: string, { meta, schema }: DescribedField): Normalised {
  if (value === '') return nothing
  if (schema.safeParse(value).success) return { value }
  return invalid('VALUE_INVALID', `${meta.label}“${shorten(value)}”太长或写法不对，已略去`)
}

const shorten = (value: string) => (value.length > 20 ? `${value.slice(0, 20)}…` : value)

const numericCell = '证号被存成数字，超过 15 位的末几位已失真；请按原件重新录入，单元格先设为文本'

/** Every number cell and every 9.99901E+17 is refused: beyond 15 digits a double no longer holds what was typed. */
const idNumber: Normalise = (cell) => {
  if (typeof cell === 'string' && wellWritten.test(cell)) {
    const problem = idNumberProblem(cell)
    return problem ? wrongNumber(problem, []) : { value: cell }
  }
  if (typeof cell === 'number' || (typeof cell === 'object' && cell !== null)) {
    const digits = cellText(cell)
    if (digits.length > 15 || /e/i.test(digits)) return invalid('ID_NUMERIC_CELL', numericCell)
    if (!/^\d{15}$/.test(digits))
      return invalid('ID_LENGTH', `身份号码应为 18 位，现为 ${String(digits.length)} 位；请按原件核对`)
  }
  const typed = cellText(cell)
  if (/^\s*\d(?:\.\d+)?e\+?\d+\s*$/i.test(typed)) return invalid('ID_NUMERIC_CELL', numericCell)
  const repairs: NonNullable<Normalised['repairs']> = []
  let value = typed
  const repair = (kind: RepairKind, after: string) => {
    if (after !== value) repairs.push({ kind, before: value, after })
    value = after
  }
  repair('APOSTROPHE', value.replace(leadingApostrophe, ''))
  repair('FULL_WIDTH', halfWidth(value))
  repair('SPACE_OR_LOWER_X', compactText(value).replace(/x$/, 'X'))
  if (value === '' || /^(无|没有|暂无|不详|未知|-+|\/+)$/.test(value)) return nothing
  const upgraded = upgradeIdNumber(value)
  if (upgraded !== null) repair('ID15', upgraded)
  const problem = idNumberProblem(value)
  if (problem) return wrongNumber(problem, repairs)
  return repairs.length === 0 ? { value } : { value, repairs }
}

const wellWritten = /^\d{17}[\dX]$/

const wrongNumber = (problem: IdNumberProblem, repairs: NonNullable<Normalised['repairs']>): Normalised => ({
  value: null,
  repairs,
  problem: { code: idProblems[problem.kind], message: `${problem.message}；请按原件核对` },
})

const idProblems = { length: 'ID_LENGTH', characters: 'ID_CHARACTERS', birthday: 'ID_BIRTHDAY', check: 'ID_CHECK' } as const

const isPhone = (value: string) => /^(1\d{10}|0\d{2,3}-?\d{7,8}(-\d{1,6})?|\d{7,8})$/.test(value)

const phone: Normalise = (cell) => {
  if (typeof cell === 'string' && /^1\d{10}$/.test(cell)) return { value: cell }
  const numbers = halfWidth(typedText(cell))
    .split(/[/、,，;；|\n]+/)
    .map((one) => compactText(one).replace(/^(?:\+?86|0086)-?(?=1\d{10}$|1\d{2}-)/, ''))
    .map((one) => (/^1[\d-]+$/.test(one) ? one.replaceAll('-', '') : one))
    .filter((one) => one !== '')
  const [first, ...others] = numbers
  if (first === undefined || (others.length === 0 && /^(无|没有|-+)$/.test(first))) return nothing
  const good = numbers.find(isPhone)
  if (good === undefined)
    return invalid('PHONE_INVALID', `电话“${shorten(numbers.join('、'))}”不是 11 位手机号或固定电话，已略去；请核对后补录`)
  if (others.length === 0) return { value: good }
  return {
    value: good,
    problem: { code: 'PHONE_SEVERAL', message: `一格里有 ${String(numbers.length)} 个电话，只取了 ${good}；其余请手工补录` },
  }
}

const day: Normalise = (cell, { meta }) => {
  const read = readDate(cell)
  if (read === null)
    return invalid('DAY_INVALID', `${meta.label}“${shorten(cellText(cell))}”不是能识别的日期，已略去；请写成 1972-01-14`)
  return 'day' in read ? { value: read.day } : { value: null, beginnings: read.beginnings }
}

const code: Normalise = (cell, { meta }) => {
  const typed = typedText(cell)
  const found = meta.codes === undefined ? null : codeOf(meta.codes, typed)
  if (found !== null) return { value: found }
  return invalid('CODE_UNKNOWN', `${meta.label}“${shorten(typed)}”不在可选项中，已略去；请核对后补录`)
}

const numberIn = (cell: CellValue): number => {
  if (typeof cell === 'number') return cell
  return Number(compactText(typedText(cell)).replaceAll(',', '').replace(/元$/, '') || Number.NaN)
}

const integer: Normalise = (cell, { meta }) => {
  const value = numberIn(cell)
  return Number.isSafeInteger(value)
    ? { value }
    : invalid('NUMBER_INVALID', `${meta.label}“${shorten(cellText(cell))}”不是整数，已略去`)
}

/** Integer fen, from 12500.5 · 1,200元 · 1.2万元. */
const money: Normalise = (cell, { meta }) => {
  const [, amount, unit] = /^(.*?)(万)?元?$/.exec(compactText(typedText(cell))) ?? []
  const value = Math.round(numberIn(amount ?? '') * (unit === undefined ? 100 : 1_000_000))
  return Number.isSafeInteger(value) && value >= 0
    ? { value }
    : invalid('NUMBER_INVALID', `${meta.label}“${shorten(cellText(cell))}”不是金额，已略去`)
}

const flag: Normalise = (cell, { meta }) => {
  if (typeof cell === 'boolean') return { value: cell }
  const typed = compactText(typedText(cell)).toLowerCase()
  if (/^(是|有|√|✓|1|y|yes|true)$/.test(typed)) return { value: true }
  if (/^(否|无|没有|×|✗|0|n|no|false)$/.test(typed)) return { value: false }
  return invalid('VALUE_INVALID', `${meta.label}“${shorten(typed)}”应写“是”或“否”，已略去`)
}

const time: Normalise = (cell, { meta }) => {
  const minutes = typeof cell === 'object' && cell !== null && 'date' in cell ? Math.round((cell.date % 1) * 1440) : null
  const [, hour, minute] =
    minutes === null
      ? (/^(\d{1,2})[:：时](\d{1,2})/.exec(compactText(typedText(cell))) ?? [])
      : [null, Math.floor(minutes / 60), minutes % 60]
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59)
    return invalid('VALUE_INVALID', `${meta.label}“${shorten(cellText(cell))}”不是时间，已略去`)
  return { value: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` }
}

/** 6 or 9 digits are those of a county or township: zeros follow. */
const division: Normalise = (cell, field) => {
  const typed = compactText(typedText(cell))
  return checked(/^(\d{6}|\d{9})$/.test(typed) ? typed.padEnd(12, '0') : typed, field)
}

/** The name or number of the record meant; who it is, is settled where records are kept. */
const reference: Normalise = (cell) => {
  const value = compactText(typedText(cell))
  return value === '' ? nothing : { value }
}

const list: Normalise = (cell) => {
  const parts = typedText(cell)
    .split(/[、,，;；\n]+/)
    .map(tidyText)
    .filter((one) => one !== '')
  return parts.length === 0 ? nothing : { value: parts }
}

const kinds: Record<FieldKind, Normalise> = {
  text,
  longText: text,
  personName,
  idNumber,
  phone,
  day,
  time,
  code,
  integer,
  money,
  flag,
  division,
  reference,
  references: list,
  list,
}
