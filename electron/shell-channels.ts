/**
 * Names of the shell's few channels and what its dialogs offer; the shapes are in core/contract/host.ts, where the page sees them.
 * One side is the preload's `window.pinganShell`, the other main/shell-ipc.ts, which parses every tuple. Bundled into both, so
 * this file imports types only.
 */
import type { PickKind } from '../core/contract/host.ts'

export type { BackendFailure, PickKind, ShellBridge } from '../core/contract/host.ts'

export const SHELL = {
  connect: 'shell:connect',
  port: 'shell:port',
  backendFailed: 'shell:backend-failed',
  pickFiles: 'shell:pick-files',
  saveFile: 'shell:save-file',
  openExternal: 'shell:open-external',
  print: 'shell:print',
} as const

/** What the system's dialog offers for each kind. */
export const PICK_EXTENSIONS: Record<PickKind, { name: string; extensions: string[] }[]> = {
  workbook: [{ name: '表格', extensions: ['xlsx', 'xls', 'et', 'csv'] }],
  package: [{ name: '平安台数据包', extensions: ['zzb', 'json'] }],
  attachment: [{ name: '附件', extensions: ['pdf', 'jpg', 'jpeg', 'png', 'docx', 'doc', 'wps', 'xlsx', 'mp3', 'mp4'] }],
  folder: [],
}
