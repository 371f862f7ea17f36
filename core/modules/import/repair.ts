/** The file of an import back to the person who has to mend it, its remarks where they belong. */
import { DeskError } from '../../contract/errors.ts'
import type { RepairResult } from '../../contract/import.ts'
import type { ImportLayout } from '../../register/import/layout.ts'
import { columnIndex } from '../../register/import/plain-text.ts'
import { writeRepairSheet, type RepairRemark } from '../../register/import/repair-sheet.ts'
import type { ReportLine } from '../../register/import/report.ts'
import type { OpenContext } from '../../server/context.ts'
import type { JobControl } from '../../server/jobs.ts'
import type { WorkbookFile } from '../../workers/workbook-file.ts'
import { WorkbookRefusal } from '../../workers/workbook-protocol.ts'

interface CheckedWorkbook {
  fileName: string
  file: WorkbookFile
  layout: ImportLayout
  /** remarks of the last run */
  lines: readonly ReportLine[]
}

/** What was put right by itself needs no mark. */
const levels: Partial<Record<ReportLine['result'], RepairRemark['level']>> = {
  未导入: 'rejected',
  '重复，未导入': 'duplicate',
  '已导入，有提醒': 'warning',
}

function remarkOf({ row, column, result, reason }: ReportLine): RepairRemark[] {
  const level = levels[result]
  const [letters] = /^[A-Z]+/.exec(column) ?? []
  return level ? [{ row, column: letters === undefined ? null : columnIndex(letters), level, message: reason }] : []
}

export async function repairWorkbook(
  context: OpenContext,
  { file, fileName, layout, lines }: CheckedWorkbook,
  { signal, progress }: JobControl,
): Promise<RepairResult> {
  progress('正在标注原表', 0, null)
  const { spawnWorker } = context.backend.ports
  try {
    const made = await writeRepairSheet(spawnWorker, file, fileName, layout, lines.flatMap(remarkOf), signal)
    const fileRef = context.backend.files.add(context.connection, made.name, { bytes: made.bytes })
    return { fileRef, name: made.name, marked: made.marked }
  } catch (error) {
    if (error instanceof WorkbookRefusal) throw new DeskError('FORMAT', error.message, { kind: error.kind })
    throw error
  }
}
