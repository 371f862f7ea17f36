/** The papers of a case, ready to be shown and printed. */
import type { RecordView } from '../../../core/contract/register.ts'
import { casePapers } from '../../../core/domain/mediation/case-documents.ts'
import { codeName } from '../../../core/domain/codes.ts'
import type { DocumentRequest } from '../../ui/document-preview/document-preview.tsx'
import type { CaseView } from './case.ts'

/** The paper of an agreement, written or oral. */
export const agreementPaper = ({ values }: Pick<RecordView, 'values'>) =>
  values['agreementForm'] === 'oral'
    ? { template: 'mediation-oral-agreement', title: '人民调解口头协议登记表' }
    : { template: 'mediation-agreement', title: '人民调解协议书' }

/** The agreement with the number of its copies; undefined while there is none. */
export function agreementRequest({ agreement }: CaseView): DocumentRequest | undefined {
  if (agreement === null) return undefined
  return {
    ...agreementPaper(agreement),
    recordId: agreement.id,
    copies: `打印 ${String(agreement.values['copies'])} 份：当事人各一份，调委会留存一份`,
  }
}

/**
 * A paper by its place in the file; of several, the one made last.
 *
 * @param type code of the table caseDocument
 * @returns undefined while there is nothing it could be made of
 */
export function paperRequest(view: CaseView, type: string): DocumentRequest | undefined {
  if (type === 'agreement' || type === 'oralAgreement') return agreementRequest(view)
  const paper = casePapers.find((one) => one.type === type)
  if (paper?.template === undefined || paper.template === null) return undefined
  const of = partOf(view, paper.of)
  return of === undefined ? undefined : { template: paper.template, recordId: of.id, title: codeName('caseDocument', type) }
}

function partOf(view: CaseView, of: (typeof casePapers)[number]['of']): RecordView | undefined {
  switch (of) {
    case 'mediation':
      return view.record
    case 'investigation':
      return view.investigations.at(-1)
    case 'mediationSession':
      return view.sessions.at(-1)
    case 'mediationAgreement':
      return view.agreement ?? undefined
    case 'urge':
      return view.urges.at(-1)
    case 'followUp':
      return view.followUps.findLast(({ values }) => values['doneOn'] !== null)
    case 'judicialConfirmation':
      return view.confirmations.at(-1)
  }
}
