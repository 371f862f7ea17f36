import type { CaseView } from '../case.ts'

export interface FileDialogProps {
  view: CaseView
  onSaved: () => void
  onClose: () => void
}
