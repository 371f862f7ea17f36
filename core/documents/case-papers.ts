/** The papers of one case (reference §1.5): what belongs into its file, what is there, what can be made, and what the file lacks (M-19). */
import type { SqliteConnection } from '../../db/open.ts'
import type { StoredRow } from '../../db/rows.ts'
import type { CaseDocument } from '../contract/mediation.ts'
import { codeName } from '../domain/codes.ts'
import {
  casePapers,
  isEntrusted,
  type CaseFacts,
  type CasePaper,
  type FileKind,
  type Need,
} from '../domain/mediation/case-documents.ts'
import { readObjects } from '../register/prepared.ts'
import { getRow, listParts } from '../register/queries.ts'
import { viewRows } from '../register/views.ts'
import { missingWords, partName, presentWords, readyWords, withheldWords } from './case-paper-words.ts'

type PartRegister = Exclude<CasePaper['of'], 'mediation'>

/** A case with everything its papers are made of. */
export interface CaseRows {
  row: StoredRow
  parties: StoredRow[]
  evidence: StoredRow[]
  parts: Record<PartRegister, StoredRow[]>
  /** planned and not yet done, by day */
  plannedFollowUps: StoredRow[]
  attachments: StoredRow[]
}

/** A paper kept as a version of its own. */
interface KeptPaper {
  template: string
  recordId: string
  version: number
  at: string
  byName: string
}

export interface MissingPaper {
  /** code of caseDocument */
  type: string
  title: string
  why: string
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function readCase(reader: SqliteConnection, caseId: string): CaseRows {
  const parts = (register: Parameters<typeof listParts>[1]) => listParts(reader, register, caseId)
  const followUps = parts('followUp')
  return {
    row: getRow(reader, 'mediation', caseId),
    parties: parts('mediationParty'),
    evidence: parts('evidence'),
    parts: {
      investigation: parts('investigation'),
      mediationSession: parts('mediationSession'),
      mediationAgreement: parts('mediationAgreement'),
      urge: parts('urge'),
      followUp: followUps.filter(({ doneOn }) => doneOn !== null),
      judicialConfirmation: parts('judicialConfirmation'),
    },
    plannedFollowUps: followUps
      .filter(({ doneOn }) => doneOn === null)
      .sort((a, b) => text(a.plannedOn).localeCompare(text(b.plannedOn))),
    attachments: parts('attachment').sort((a, b) => Number(a.place) - Number(b.place) || a.rowNo - b.rowNo),
  }
}

const factsOf = ({ row, parties, evidence, parts }: CaseRows): CaseFacts => ({
  status: text(row.status),
  outcome: row.outcome === null ? null : text(row.outcome),
  source: text(row.source),
  extended: row.extendedOn !== null,
  minorOrAgent: parties.some(({ guardianName, agentName }) => text(guardianName) !== '' || text(agentName) !== ''),
  evidence: evidence.length > 0,
  sessions: parts.mediationSession.length > 0,
  performanceProven: row.performance === 'performed',
  confirmationApplied: parts.judicialConfirmation.length > 0,
  confirmationDecided: parts.judicialConfirmation.some(({ result }) => result === 'confirmed' || result === 'notConfirmed'),
  entrustReplied: row.entrustRepliedOn !== null,
})

/** What is agreed and not yet signed is no outcome. */
const hasOutcome = ({ row }: CaseRows): boolean => row.outcome !== null && row.status !== 'agreed'
/** of an agreement in force the case itself is still to be closed */
const inHand = ['agreed', 'effective']

/** Papers of the case itself that can be made only once something has happened; the others always can. */
const madeWhen: Readonly<Record<string, (rows: CaseRows) => boolean>> = {
  cover: hasOutcome,
  index: hasOutcome,
  backCover: hasOutcome,
  application: ({ row }) => row.source !== '20',
  acceptance: ({ row }) => row.acceptedOn !== null || row.outcome === 'rejected',
  evidenceList: ({ evidence }) => evidence.length > 0,
  extension: ({ row }) => row.extendedOn !== null,
  terminationNotice: ({ row }) => text(row.remedyNotice) !== '',
  rejectionNotice: ({ row }) => row.rejectionReason !== null,
  performanceProof: ({ row }) => row.effectiveOn !== null,
  entrustReply: ({ row }) => isEntrusted(row.source) && row.outcome !== null,
  closingReport: ({ row }) => row.closedOn !== null && !inHand.includes(text(row.status)),
  fileNote: hasOutcome,
}

/** The records a paper is made from, one paper for each. */
function recordsOf({ of, type }: CasePaper, rows: CaseRows): StoredRow[] {
  if (of === 'mediation') return madeWhen[type]?.(rows) === false ? [] : [rows.row]
  if (of !== 'mediationAgreement') return rows.parts[of]
  const form = type === 'oralAgreement' ? 'oral' : 'written'
  // what was never signed is no paper of a case that ended another way
  const without = endedWithout.includes(text(rows.row.outcome))
  return rows.parts.mediationAgreement.filter((one) => one.agreementForm === form && !(without && one.effectiveOn === null))
}

const endedWithout = ['failed', 'terminated', 'withdrawn', 'transferred']

/** What is still to come in a case that is being mediated is shown as not due. */
const comesLater = ['agreement', 'followUp']
const isRunning = ({ status, outcome }: CaseFacts) => outcome === null && ['accepted', 'mediating', 'agreed'].includes(status)
/** What is made when the case is over. */
const comesLast = ['cover', 'index', 'fileNote', 'closingReport', 'backCover']
const isOpen = ({ status }: CaseFacts) => ['registered', 'accepted', 'mediating', ...inHand].includes(status)

/** Scans that name no part were put in when the newest part of that moment was the last one. */
function partOfScan(scan: StoredRow, records: readonly StoredRow[]): StoredRow | undefined {
  const named = records.find(({ id }) => id === scan.partId)
  return named ?? records.findLast(({ createdAt }) => createdAt <= scan.createdAt) ?? records[0]
}

/** The signed paper is in the file: a scan is taken for one, but that of an agreement only once its signatures are complete. */
const isSigned = ({ type }: CasePaper, record: StoredRow | undefined) => type !== 'agreement' || text(record?.effectiveOn) !== ''

function documentsOf(reader: SqliteConnection, rows: CaseRows, kind: FileKind): CaseDocument[] {
  const facts = factsOf(rows)
  const kept = keptPapers(reader, rows.row.id)
  const papers = casePapers.flatMap((paper): CaseDocument[] => {
    const records = recordsOf(paper, rows)
    const scans = rows.attachments.filter(({ docType }) => docType === paper.type)
    const later = comesLater.includes(paper.type) && isRunning(facts)
    const known = paper.need(facts, kind)
    const isThere = scans.length > 0 || (paper.of !== 'mediation' && records.length > 0)
    if (known === null && !isThere && !later) return []
    const need: Need = known ?? 'asNeeded'
    const title = codeName('caseDocument', paper.type)
    const one = (record: StoredRow | undefined, own: readonly StoredRow[]): CaseDocument => {
      const version = kept.find(({ template, recordId }) => template === paper.template && recordId === record?.id)
      const name = record && records.length > 1 ? `${title}（${partName(paper.of, record)}）` : title
      const waiting =
        later ||
        (comesLast.includes(paper.type) && isOpen(facts)) ||
        (paper.type === 'followUp' && rows.plannedFollowUps.length > 0)
      const state =
        own.length > 0 && isSigned(paper, record)
          ? 'scanned'
          : version
            ? 'kept'
            : record && paper.template !== null
              ? 'ready'
              : waiting
                ? 'notDue'
                : 'missing'
      const withheld = rows.row.packageId === null ? null : withheldWords(paper, state)
      const words = own.length > 0 || version ? presentWords(own, version) : record ? readyWords(paper, record, rows) : null
      return {
        type: paper.type,
        title: name,
        template: paper.template,
        recordId: paper.template === null ? null : (record?.id ?? null),
        need,
        state,
        note: withheld ?? words ?? missingWords(paper.type, rows),
        version: version?.version ?? 0,
        scans: viewRows(reader, 'attachment', own),
      }
    }
    if (records.length === 0) return [one(undefined, scans)]
    return records.map((record) =>
      one(
        record,
        scans.filter((scan) => partOfScan(scan, records) === record),
      ),
    )
  })
  return papers.map((paper) => (isReplaced(paper, papers) ? { ...paper, need: 'asNeeded' } : paper))
}

const isPresent = ({ state }: Pick<CaseDocument, 'state'>): boolean =>
  state === 'scanned' || state === 'kept' || state === 'ready'

/** Of two papers of which either is enough the other one is there. */
function isReplaced(paper: CaseDocument, papers: readonly CaseDocument[]): boolean {
  const group = casePapers.find(({ type }) => type === paper.type)?.either
  if (group === undefined || isPresent(paper)) return false
  const others = casePapers.filter(({ type, either }) => either === group && type !== paper.type).map(({ type }) => type)
  return papers.some((other) => others.includes(other.type) && isPresent(other))
}

const keptPapers = (reader: SqliteConnection, caseId: string): KeptPaper[] =>
  readObjects(
    reader,
    `SELECT template, record_id AS recordId, max(version) AS version, at, by_name AS byName
     FROM document_versions WHERE case_id = ? GROUP BY template, record_id`,
    [caseId],
  ) as unknown as KeptPaper[]

/** Papers in statutory order, one for each session, investigation, …; what does not apply and has no scan is left out. @throws NOT_FOUND */
export function casePapersOf(reader: SqliteConnection, caseId: string): CaseDocument[] {
  const rows = readCase(reader, caseId)
  return documentsOf(reader, rows, rows.row.fileKind === 'simple' ? 'simple' : 'standard')
}

/**
 * M-19: what a file of this kind must hold and does not. A paper is there when it is scanned, kept, or can be made from what is
 * recorded, an agreement when it is signed; of application and acceptance either is enough. @throws NOT_FOUND
 */
export function completenessOf(
  reader: SqliteConnection,
  caseId: string,
  fileKind: FileKind,
): { missing: MissingPaper[]; present: number } {
  const rows = readCase(reader, caseId)
  const papers = documentsOf(reader, rows, fileKind)
  const missing = new Map<string, MissingPaper>()
  const signed = new Set(rows.parts.mediationAgreement.flatMap(({ id, effectiveOn }) => (effectiveOn === null ? [] : [id])))
  for (const { type, title, recordId, note, need, state } of papers) {
    const unsigned = type === 'agreement' && recordId !== null && !signed.has(recordId)
    if (need !== 'required' || (isPresent({ state }) && !unsigned)) continue
    // of two that may stand for each other one line says it
    const either = casePapers.find((one) => one.type === type)?.either
    const key = either ?? type
    const known = missing.get(key)
    if (known) known.title = `${known.title}或${title}`
    else missing.set(key, { type, title, why: unsigned ? '协议还没有签章齐备' : note })
  }
  return { missing: [...missing.values()], present: papers.filter(isPresent).length }
}
