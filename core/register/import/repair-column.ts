/** Heading of the last column of a repair sheet: what is wrong with the row, in words. */
export const repairHeader = '导入说明'

/** How it begins for a row that was taken for an earlier one. */
export const duplicateMark = '重复，未导入'

/** The earlier row that a marked row was taken for; null for any other mark, also one that a person has put in its place. */
export function markedDuplicateOf(mark: string): number | null {
  const [, row] = mark.startsWith(duplicateMark) ? (/与第 (\d+) 行/.exec(mark) ?? []) : []
  return row === undefined ? null : Number(row)
}
