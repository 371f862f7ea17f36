/** From records to what a template prints. Keys are the tags of the templates, in the words of the paper. */
import type { SqliteConnection } from '../../../db/open.ts'
import { badRequest, ruleViolation } from '../../contract/errors.ts'
import type { DocumentData } from '../../documents/render.ts'
import { localDay } from '../../domain/day.ts'
import { casePapers } from '../../domain/mediation/case-documents.ts'
import { registers } from '../../domain/registers.ts'
import { listParts } from '../../register/queries.ts'
import type { OpenContext } from '../../server/context.ts'
import type { BindingFacts, Builder, DocumentSource } from './data/builder.ts'
import { handover } from './data/exchange.ts'
import { confirmation, oralAgreement, writtenAgreement } from './data/mediation-agreement.ts'
import { closingReport, entrustReply, termination } from './data/mediation-ending.ts'
import { backCover, catalogue, cover, fileNote } from './data/mediation-file.ts'
import { acceptance, application, extension, rejection, rightsNotice } from './data/mediation-opening.ts'
import { followUpRecord, performanceProof, urgeLetter } from './data/mediation-performance.ts'
import { evidenceList, investigation, sessionRecord } from './data/mediation-process.ts'
import { minutes } from './data/meeting.ts'
import { registerSheet, visitSheet } from './data/resettlement.ts'

export type { BindingFacts, CatalogueLine, DocumentSource } from './data/builder.ts'

/** What the builders read from, as of today. */
export const sourceOf = ({ backend: { ports }, desk }: OpenContext): DocumentSource => ({
  reader: desk.database.reader,
  unit: desk.unit,
  today: localDay(ports.clock.now()),
})

export const documentBuilders: Readonly<Record<string, Builder>> = {
  'mediation-cover': cover,
  'mediation-index': catalogue,
  'mediation-application': application,
  'mediation-acceptance': acceptance,
  'mediation-rights-notice': rightsNotice,
  'mediation-investigation': investigation,
  'mediation-evidence': evidenceList,
  'mediation-extension': extension,
  'mediation-record': sessionRecord,
  'mediation-agreement': writtenAgreement,
  'mediation-oral-agreement': oralAgreement,
  'mediation-termination': termination,
  'mediation-rejection': rejection,
  'mediation-performance': performanceProof,
  'mediation-urge': urgeLetter,
  'mediation-follow-up': followUpRecord,
  'mediation-confirmation': confirmation,
  'mediation-entrust-reply': entrustReply,
  'mediation-closing-report': closingReport,
  'mediation-file-note': fileNote,
  'mediation-back-cover': backCover,
  'meeting-minutes': minutes,
  'resettlement-register': registerSheet,
  'resettlement-visit': visitSheet,
  'handover-slip': handover,
}

/**
 * The file's name without its ending, and what the template prints. A paper made of a part of a case (a session, an urging) also
 * takes the case's id where the case has exactly one; of several agreements the latest counts.
 * @throws BAD_REQUEST, NOT_FOUND, RULE_VIOLATION (M-06: there is no agreement)
 */
export function documentData(
  source: DocumentSource,
  template: string,
  recordId: string,
  binding: BindingFacts = {},
): { name: string; data: DocumentData } {
  const build = Object.hasOwn(documentBuilders, template) ? documentBuilders[template] : undefined
  if (!build) throw badRequest(`没有这种文书：${template}。可用：${Object.keys(documentBuilders).join('、')}`)
  return build(source, recordOf(source.reader, template, recordId), binding)
}

function recordOf(reader: SqliteConnection, template: string, id: string): string {
  const of = casePapers.find((paper) => paper.template === template)?.of ?? 'mediation'
  if (of === 'mediation' || !isCase(reader, id)) return id
  const parts = listParts(reader, of, id)
  if (of === 'mediationAgreement') {
    const form = template === 'mediation-oral-agreement' ? 'oral' : 'written'
    const last = parts.findLast(({ agreementForm }) => agreementForm === form)
    if (!last) throw ruleViolation([{ rule: 'M-06', level: 'block', message: '这个案件还没有协议，请先登记达成的协议' }])
    return last.id
  }
  const [only, another] = parts
  const { label, counter } = registers[of]
  if (!only) throw badRequest(`这个案件还没有${label}，请先登记`)
  if (another) throw badRequest(`这个案件有 ${String(parts.length)} ${counter}${label}，请选择其中一${counter}`)
  return only.id
}

const isCase = (reader: SqliteConnection, id: string): boolean =>
  reader.prepare('SELECT 1 FROM mediation_cases WHERE id = ?').pluck().get(id) !== undefined
