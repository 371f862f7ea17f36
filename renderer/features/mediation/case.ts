import type { api } from '../../lib/api.ts'
import type { DocumentRequest } from '../../ui/document-preview/document-preview.tsx'

/** A case as its page shows it: record, parts in the order of their days, papers, notices, verbs, timeline. */
export type CaseView = Awaited<ReturnType<typeof api.mediation.view>>

/** Every step of a case is a dialog over its page. */
export interface CaseDialogProps {
  view: CaseView
  /** the part the step is about: an item to be performed, a planned follow-up, an application to the court */
  part?: string | null | undefined
  /** what is already chosen: the state an item is to get */
  as?: string | null | undefined
  /** @param said what was done, where the usual words of the step would not do */
  onSaved: (said?: string) => void
  onClose: () => void
  /** shows a paper over the dialog: what is signed before the step is registered */
  onPrint?: (request: DocumentRequest) => void
}
