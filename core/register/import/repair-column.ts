/** Heading of the last column of a repair sheet: what is wrong with the row, in words. */
export const repairHeader = '导入说明'
