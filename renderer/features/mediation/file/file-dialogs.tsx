import type { ComponentType } from 'react'
import type { CaseView } from '../case.ts'
import { FileCaseDialog } from './file-case-dialog.tsx'
import { ArchiveDialog, LendDialog, ReturnDialog } from './loan-dialogs.tsx'

export type FileVerb = 'fileCase' | 'archiveCase' | 'lendFile' | 'returnFile'

export interface FileDialogProps {
  view: CaseView
  onSaved: () => void
  onClose: () => void
}

/** The steps of a closed case's file, each a dialog. */
export const fileDialogs: Readonly<Record<FileVerb, ComponentType<FileDialogProps>>> = {
  fileCase: FileCaseDialog,
  archiveCase: ArchiveDialog,
  lendFile: LendDialog,
  returnFile: ReturnDialog,
}
