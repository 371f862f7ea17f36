import type { CaseDocument } from '../../../../core/contract/mediation.ts'
import type { DocumentRequest } from '../../../ui/document-preview/document-preview.tsx'
import type { CaseView } from '../case.ts'

export interface PaperAction {
  label: string
  run: () => void
}

/** What can be done with a paper that the program makes. 用 Word 打开 and 版本 have their place here. */
export function paperActions(paper: CaseDocument, view: CaseView, show: (request: DocumentRequest) => void): PaperAction[] {
  const { template, recordId, title, state } = paper
  if (template === null || recordId === null || state === 'notDue') return []
  return [
    {
      label: '预览打印',
      run: () => {
        show({ template, recordId, title, copies: copiesOf(paper, view) })
      },
    },
  ]
}

function copiesOf({ type }: CaseDocument, { agreement }: CaseView): string | undefined {
  const copies = agreement?.values['copies']
  if (type !== 'agreement' || typeof copies !== 'number') return undefined
  return `打印 ${String(copies)} 份：当事人各一份，调委会留存一份`
}
