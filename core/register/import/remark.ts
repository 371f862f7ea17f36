/** What the import says about a cell or a row: stable codes for programs, Chinese for people. */

/** A change to what was typed in an identifying number; the person should see it. */
export const repairNames = {
  FULL_WIDTH: '全角数字',
  SPACE_OR_LOWER_X: '证号含空格或小写x',
  APOSTROPHE: '前导单引号',
  ID15: '15位证号',
} as const
export type RepairKind = keyof typeof repairNames

export interface Repair {
  field: string
  /** zero-based; the cell is `letter` + row */
  column: number
  kind: RepairKind
  before: string
  after: string
}

export type RemarkCode =
  // rejected
  | 'ID_NUMERIC_CELL'
  | 'ID_LENGTH'
  | 'ID_CHARACTERS'
  | 'ID_BIRTHDAY'
  | 'ID_CHECK'
  | 'SEX_MISMATCH'
  | 'BIRTHDAY_MISMATCH'
  | 'REQUIRED_MISSING'
  | 'REQUIRED_INVALID'
  | 'RULE'
  // warned, value left out
  | 'ID_MISSING'
  | 'ID_OTHER_KIND'
  | 'CODE_UNKNOWN'
  | 'PHONE_INVALID'
  | 'PHONE_SEVERAL'
  | 'DAY_INVALID'
  | 'DAY_PARTIAL'
  | 'YEAR_ASSUMED'
  | 'NUMBER_INVALID'
  | 'VALUE_INVALID'
  | 'CELL_ERROR'
  | 'RULE_WARNING'
  // of the ledger: what a row refers to is not there, who had left is back, who is dead stands in the file, a person may be
  // the same, a household has a head already, a household has lost its head, a name or number is another record's
  | 'PLACE_UNKNOWN'
  | 'RETURNED'
  | 'DECEASED'
  | 'LIKELY_TWIN'
  | 'SECOND_HEAD'
  | 'HEAD_LEFT'
  | 'TAKEN'

export interface Remark {
  code: RemarkCode
  field: string | null
  /** zero-based, or null when no column is meant */
  column: number | null
  /** the cell as typed */
  value: string
  /** plain Chinese: what is wrong and what to do */
  message: string
}

/** What the ledger has to say of a row. */
export const rowRemark = (row: number, code: RemarkCode, field: string | null, message: string): Remark => ({
  code,
  field,
  column: null,
  value: '',
  message: `第 ${String(row)} 行 ${message}`,
})
