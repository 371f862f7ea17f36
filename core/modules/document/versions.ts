/** Kept versions of a document: what was printed and signed, and what was saved by hand in Word; each with its template. */
import type { SqliteConnection } from '../../../db/open.ts'
import { notFound } from '../../contract/errors.ts'
import { casePapers } from '../../domain/mediation/case-documents.ts'
import { refuseBound } from '../../documents/bound-file.ts'
import { levelNames } from '../../documents/template-in-use.ts'
import type { TemplateLevel } from '../../contract/template.ts'
import { getRow } from '../../register/queries.ts'
import { command } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'

export interface PaperKey {
  template: string
  recordId: string
}

export interface VersionRow extends PaperKey {
  id: string
  caseId: string
  version: number
  origin: 'produced' | 'edited'
  templateHash: string
  templateLevel: TemplateLevel
  templateVersion: number
  /** SM3 of what the record gave to be printed */
  dataHash: string
  /** name among the blobs */
  file: string
  bytes: number
  at: string
  byName: string
}

const columns = `id, template, record_id AS recordId, case_id AS caseId, version, origin, template_hash AS templateHash,
  template_level AS templateLevel, template_version AS templateVersion, data_hash AS dataHash, file, bytes, at, by_name AS byName`

/** Newest first. */
export const listVersions = (reader: SqliteConnection, { template, recordId }: PaperKey): VersionRow[] =>
  reader
    .prepare(`SELECT ${columns} FROM document_versions WHERE template = ? AND record_id = ? ORDER BY version DESC`)
    .all([template, recordId]) as VersionRow[]

export const latestVersion = (reader: SqliteConnection, key: PaperKey): VersionRow | undefined => listVersions(reader, key)[0]

/** @throws NOT_FOUND */
export function getVersion(reader: SqliteConnection, id: string): VersionRow {
  const row = reader.prepare(`SELECT ${columns} FROM document_versions WHERE id = ?`).get(id) as VersionRow | undefined
  if (!row) throw notFound('文书版本')
  return row
}

export const versionView = ({ id, version, origin, templateLevel, templateVersion, at, byName, bytes }: VersionRow) => ({
  id,
  version,
  origin,
  madeWith: `${levelNames[templateLevel]} v${String(templateVersion)}`,
  at,
  by: byName,
  bytes,
})

const isPaperOfCase = (template: string): boolean => casePapers.some((paper) => paper.template === template)

/** @throws FORBIDDEN, RULE_VIOLATION for papers of a bound file, which nobody edits any more */
export function refuseEdit({ desk }: OpenContext, key: PaperKey): void {
  const { reader } = desk.database
  if (isPaperOfCase(key.template)) refuseBound(reader, desk.unit.unitId, wholeOf(reader, key))
}

/** The case a document belongs to; the record itself for papers of other ledgers. */
export function wholeOf(reader: SqliteConnection, { template, recordId }: PaperKey): string {
  const of = casePapers.find((paper) => paper.template === template)?.of
  if (of === undefined || of === 'mediation') return recordId
  const { caseId } = getRow(reader, of, recordId)
  return String(caseId)
}

export type NewVersion = Omit<VersionRow, 'id' | 'caseId' | 'version' | 'at' | 'byName'>

const insertVersion = command('keepDocument', { right: 'mediation', label: '保存文书' }, (write, input: NewVersion) => {
  const { writer } = write.desk.database
  const latest = latestVersion(writer, input)
  if (latest?.file === input.file && latest.origin === input.origin) return { version: latest.version }
  const version = (latest?.version ?? 0) + 1
  const caseId = wholeOf(writer, input)
  if (isPaperOfCase(input.template))
    refuseBound(writer, write.unit.unitId, caseId, input.origin === 'edited' ? 'filed' : 'archived')
  const { template, recordId, origin, templateHash, templateLevel, templateVersion, dataHash, file, bytes } = input
  writer
    .prepare(
      `INSERT INTO document_versions (id, template, record_id, case_id, version, origin, template_hash, template_level,
         template_version, data_hash, file, bytes, at, by_id, by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run([
      write.newId(),
      template,
      recordId,
      caseId,
      version,
      origin,
      templateHash,
      templateLevel,
      templateVersion,
      dataHash,
      file,
      bytes,
      write.at,
      write.session.id,
      write.session.displayName,
    ])
  write.note({ template, recordId, version, origin, templateHash })
  return { version }
})

/** The same bytes are the same version: nothing new is written for them. Pages that list the papers of a case read them again. */
export async function enterVersion(context: OpenContext, input: NewVersion): Promise<{ version: number }> {
  const kept = await insertVersion(context, input)
  if (casePapers.some(({ template }) => template === input.template)) context.backend.changes.publish(['mediation'])
  return kept
}
