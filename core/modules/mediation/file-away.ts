/** A case is closed, its file bound, shelved, lent and at last judged (reference §1.5, §1.7). Nothing is ever deleted by term. */
import type { SqliteConnection } from '../../../db/open.ts'
import { decodeRow, type StoredRow } from '../../../db/rows.ts'
import type { RecordView } from '../../contract/register.ts'
import { completenessOf } from '../../documents/case-papers.ts'
import { addDays, isDay } from '../../domain/day.ts'
import type { RecordValues } from '../../domain/field.ts'
import { checkCompleteness, retainedUntil } from '../../domain/mediation/after-rules.ts'
import { checkDay, today } from '../../domain/mediation/day-rules.ts'
import { isEntrusted, type FileKind } from '../../domain/mediation/case-documents.ts'
import { fileLoan } from '../../domain/mediation/file-fields.ts'
import type { Violation } from '../../domain/violation.ts'
import { readObjects } from '../../register/prepared.ts'
import { parseValues, typedValues } from '../../register/values.ts'
import { viewRows } from '../../register/views.ts'
import { command, type WriteContext } from '../../server/command.ts'
import { begin, partsOf, refuse, refuseUnlessExplained } from './case-step.ts'
import { awaitsCourt } from './confirm.ts'

const stop = (field: string | null, message: string): Violation => ({
  rule: 'A.1',
  level: 'block',
  ...(field === null ? {} : { field }),
  message,
})

const notBefore = (field: string, label: string, on: string, after: string, earliest: unknown): Violation[] =>
  checkDay(field, label, on, { notBefore: [{ on: earliest, label: after }] })

/** What has happened lies between what it follows and today. */
const happened = (write: WriteContext, field: string, label: string, on: string, after: string, earliest: unknown): Violation[] =>
  checkDay(field, label, on, { notBefore: [{ on: earliest, label: after }], notAfter: today(write.today) })

const warn = (message: string): Violation => ({ rule: 'A.1', level: 'warn', message })

/** What a case leaves open when it is closed: may be, with a reason. */
function unfinished(write: WriteContext, row: StoredRow, on: string): Violation[] {
  const open = partsOf(write, 'performanceItem', row.id).filter(({ state }) => state !== 'done').length
  const visits = partsOf(write, 'followUp', row.id).filter(({ doneOn, plannedOn }) => doneOn === null && String(plannedOn) <= on)
  return [
    ...(row.performance === 'performed'
      ? []
      : [warn(open > 0 ? `还有 ${String(open)} 项没有履行完毕` : '协议还没有登记为已履行')]),
    ...(visits.length > 0 ? [warn(`计划于 ${String(visits[0]?.plannedOn)} 的回访还没有做`)] : []),
    ...(awaitsCourt(write, row.id) ? [warn('司法确认申请还没有登记法院结果')] : []),
  ]
}

/** `closedOn` stays the day of the result that statistics count by; `on` starts the term of filing. */
export const closeCase = command(
  'closeCase',
  { right: 'mediation', label: '结案' },
  (write, input: { id: string; expectedVersion: number; on: string; note: string | null; explained: string | null }) => {
    const { row, status } = begin(write, 'closeCase', input.id)
    refuseUnlessExplained(
      [...happened(write, 'on', '结案日期', input.on, '协议生效日', row.effectiveOn), ...unfinished(write, row, input.on)],
      input.explained,
      write,
    )
    write.about('mediation', input.id)
    return write.records.update('mediation', input.id, input.expectedVersion, {
      ...status,
      closedOn: typeof row.closedOn === 'string' ? row.closedOn : input.on,
      fileDueOn: addDays(input.on, write.rule('med.fileDays')),
      ...(input.note === null ? {} : { outcomeNote: input.note }),
    })
  },
)

/** An authority that entrusted the case hears how it ended (宁波市条例 §19). */
export const replyEntrustment = command(
  'replyEntrustment',
  { right: 'mediation', label: '反馈委托机关' },
  (write, input: { id: string; expectedVersion: number; on: string }) => {
    const { row } = begin(write, 'replyEntrustment', input.id)
    if (!isEntrusted(row.source)) refuse([stop(null, '本案不是委托移送的，不需要反馈')])
    refuse(happened(write, 'on', '反馈日期', input.on, '委托日期', row.entrustedOn))
    return write.records.update('mediation', input.id, input.expectedVersion, { entrustRepliedOn: input.on })
  },
)

export interface FileInput {
  id: string
  expectedVersion: number
  filedOn: string
  filedBy: string
  checkedBy: string | null
  fileKind: FileKind
  retention: 'S' | 'L' | 'P'
  fileNote: string | null
  missingNote: string | null
}

/** M-19: bound when it is whole, or what is missing is explained. Kept to the end of the last year of its class. */
export const fileCase = command(
  'fileCase',
  { right: 'mediation', label: '立卷' },
  (write, { id, expectedVersion, fileNote, missingNote, ...typed }: FileInput) => {
    const { row, status } = begin(write, 'fileCase', id)
    refuse(happened(write, 'filedOn', '立卷日期', typed.filedOn, '结案日期', row.closedOn))
    if (awaitsCourt(write, id)) refuse([stop(null, '司法确认申请还没有登记法院结果，请先登记（撤回申请也是结果）')])
    const explained = missingNote?.trim() ?? ''
    const { missing } = completenessOf(write.desk.database.writer, id, typed.fileKind)
    refuse(checkCompleteness(missing, explained))
    if (missing.length > 0) write.note({ missing: missing.map(({ type }) => type) })
    const years = typed.retention === 'P' ? null : write.rule(`med.retention.${typed.retention}`)
    write.about('mediation', id)
    return write.records.update('mediation', id, expectedVersion, {
      ...status,
      ...typed,
      // what was noted on the file earlier is only replaced by another note
      ...(fileNote?.trim() ? { fileNote: fileNote.trim() } : {}),
      missingNote: missing.length > 0 ? explained : null,
      retainUntil: retainedUntil(typed.filedOn, years),
    })
  },
)

export const archiveCase = command(
  'archiveCase',
  { right: 'mediation', label: '归档' },
  (write, input: { id: string; expectedVersion: number; on: string; shelfNo: string }) => {
    const { row, status } = begin(write, 'archiveCase', input.id)
    refuse(notBefore('on', '归档日期', input.on, '立卷日期', row.filedOn))
    return write.records.update('mediation', input.id, input.expectedVersion, {
      ...status,
      archivedOn: input.on,
      shelfNo: input.shelfNo,
    })
  },
)

/** One file is with one borrower. */
export const lendFile = command(
  'lendFile',
  { right: 'mediation', label: '借出卷宗' },
  (write, input: { id: string; expectedVersion: number; values: RecordValues }) => {
    const { row } = begin(write, 'lendFile', input.id)
    const out = partsOf(write, 'fileLoan', input.id).find(({ returnedOn }) => returnedOn === null)
    if (out) refuse([stop(null, `卷宗自 ${String(out.lentOn)} 起由${String(out.borrower)}借阅，还没有归还；请先登记归还`)])
    const typed: RecordValues = { lentOn: write.today, ...typedValues(fileLoan, input.values) }
    const lentOn = typeof typed.lentOn === 'string' && isDay(typed.lentOn) ? typed.lentOn : write.today
    const dueOn = typed.dueOn ?? addDays(lentOn, write.rule('med.loanDays'))
    const { values } = parseValues(fileLoan, { ...typed, dueOn, caseId: input.id })
    refuse([
      ...happened(write, 'lentOn', '借出日期', String(values.lentOn), '立卷日期', row.filedOn),
      ...notBefore('dueOn', '应还日期', String(values.dueOn), '借出日期', values.lentOn),
    ])
    write.records.insert('fileLoan', values)
    write.about('mediation', input.id)
    return write.records.touch('mediation', input.id, input.expectedVersion)
  },
)

/** A file comes back whatever became of its case meanwhile. */
export const returnFile = command(
  'returnFile',
  { right: 'mediation', label: '归还卷宗' },
  (write, { loanId, on }: { loanId: string; on: string }) => {
    const loan = write.records.get('fileLoan', loanId)
    if (typeof loan.returnedOn === 'string') refuse([stop(null, `卷宗已于 ${loan.returnedOn} 归还`)])
    refuse(happened(write, 'on', '归还日期', on, '借出日期', loan.lentOn))
    const caseId = String(loan.caseId)
    write.records.update('fileLoan', loanId, null, { returnedOn: on })
    write.about('mediation', caseId)
    return write.records.touch('mediation', caseId, null)
  },
)

const listLimit = 1000

/** Files whose term ended on or before a day, oldest first: to be judged by two people, never deleted by the program. */
export function expiredFiles(reader: SqliteConnection, unitId: string, by: string): RecordView[] {
  const found = readObjects(
    reader,
    `SELECT * FROM mediation_cases WHERE retain_until <= ? AND +status IN ('filed', 'archived') AND unit_id = ?
     AND deleted_at IS NULL ORDER BY retain_until, row_no LIMIT ${String(listLimit)}`,
    [by, unitId],
  )
  return viewRows(
    reader,
    'mediation',
    found.map((one) => decodeRow('mediation', one)),
  )
}
