/** Rows that are no data: totals, notes, repeated headings. */
import type { CellValue } from '../../workers/sheet-row.ts'
import type { RegisterDescription } from '../../domain/field.ts'
import { cellText, isBlank } from './cell-text.ts'
import { plainHeader } from './header.ts'
import type { ImportLayout } from './layout.ts'
import { compactText } from './plain-text.ts'

/** 空行 · 合计行 · 重复的表头 · 栏号行 · 说明行 · 村以上的区划 · 修正表中没有标记的行 */
export type SkipReason = 'blank' | 'total' | 'repeatedHeader' | 'columnNumbers' | 'note' | 'higherDivision' | 'notMarked'

const total = /^(合计|总计|小计|共计|累计|本页合计|总人数)/
const note =
  /^(注|备注|说明|填表|制表|填报|审核|复核|负责人|经办|联系人|单位|打印|以下空白|（以下|此页|第\d+页|[^\d:：]{1,8}[:：])/

/** Says of each row why it is no data, or null when it is; what names a person is data. */
export function rowSkipper(
  layout: ImportLayout,
  description: RegisterDescription,
  columnOf: ReadonlyMap<string, number>,
): (cells: readonly CellValue[]) => SkipReason | null {
  const columnOfFirst = (names: readonly string[]) => names.map((one) => columnOf.get(one)).find((one) => one !== undefined) ?? -1
  const nameColumn = columnOfFirst(['name', ...description.title])
  const numberColumn = columnOfFirst(['idNumber', 'code', 'divisionCode', 'householdNo'])
  const divisionColumn = description.name === 'village' ? columnOfFirst(['divisionCode']) : -1
  const nameHeader = plainHeader(layout.columns.find((one) => one.index === nameColumn)?.header ?? '')
  const known = new Map(layout.columns.map((one) => [one.index, one.status]))
  return (cells) => {
    const start = cells.find((cell) => !isBlank(cell))
    if (start === undefined) return 'blank'
    const name = cells[nameColumn]
    const number = cells[numberColumn]
    if (/^\d{6,9}(000)*$/.test(compactText(cellText(cells[divisionColumn])))) return 'higherDivision'
    if (typeof start === 'string' && total.test(compactText(start)) && isBlank(number)) return 'total'
    if (!isBlank(name)) {
      if (typeof name === 'string' && nameHeader.endsWith(plainHeader(name)) && isHeading(cells, layout)) return 'repeatedHeader'
      return /^[(（]?\d+[)）]?$/.test(cellText(name)) && isCounting(cells) ? 'columnNumbers' : null
    }
    if (/\d{4}/.test(cellText(number))) return null
    const filled = cells.flatMap((cell, index) =>
      isBlank(cell) ? [] : [{ text: compactText(cellText(cell)), status: known.get(index) }],
    )
    const [only = '', ...others] = new Set(filled.map(({ text }) => text))
    if (others.length <= 3 && note.test(only)) return 'note'
    if (others.length === 0 && only.length > 12 && !/\d{7}/.test(only)) return 'note'
    return filled.every(({ status }) => status === 'ordinal' || status === 'forbidden') ? 'blank' : null
  }
}

/** Nearly every filled cell repeats its column's heading. */
function isHeading(cells: readonly CellValue[], layout: ImportLayout): boolean {
  const filled = layout.columns.filter(({ index }) => !isBlank(cells[index]))
  const same = filled.filter(({ index, header }) => plainHeader(header).endsWith(plainHeader(cellText(cells[index]))))
  return same.length >= 2 && filled.length - same.length <= 1
}

/** 1 2 3 4 … under the heading, as forms number their columns. */
function isCounting(cells: readonly CellValue[]): boolean {
  const numbers = cells.filter((cell) => !isBlank(cell)).map((cell) => Number(cellText(cell).replaceAll(/[()（）]/g, '')))
  return numbers.length >= 3 && numbers.every((one, index) => one === (numbers[0] ?? 0) + index)
}
