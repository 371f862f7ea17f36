import type { ComponentType } from 'react'
import { FileCaseDialog } from './file-case-dialog.tsx'
import type { FileDialogProps } from './file-dialog-props.ts'
import { ArchiveDialog, LendDialog, ReturnDialog } from './loan-dialogs.tsx'

export type FileVerb = 'fileCase' | 'archiveCase' | 'lendFile' | 'returnFile'

/** The steps of a closed case's file, each a dialog. */
export const fileDialogs: Readonly<Record<FileVerb, ComponentType<FileDialogProps>>> = {
  fileCase: FileCaseDialog,
  archiveCase: ArchiveDialog,
  lendFile: LendDialog,
  returnFile: ReturnDialog,
}
