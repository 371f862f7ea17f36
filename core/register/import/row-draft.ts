import type { RecordValues } from '../../domain/field.ts'
import type { Remark, RemarkCode } from './remark.ts'

/** A row on its way to a record. */
export interface RowDraft {
  values: RecordValues
  references: Record<string, string>
  given: string[]
  warnings: Remark[]
  problems: Remark[]
  remarkOn: (field: string | null, code: RemarkCode, message: string) => Remark
}
