/**
 * Names and shapes of the shell's few channels: the page's side is `window.pinganShell`, made by the preload; the other side is
 * main/shell-ipc.ts, which parses every tuple. Bundled into both, so this file imports nothing.
 */
export const SHELL = {
  connect: 'shell:connect',
  port: 'shell:port',
  backendFailed: 'shell:backend-failed',
  pickFiles: 'shell:pick-files',
  saveFile: 'shell:save-file',
  openExternal: 'shell:open-external',
  print: 'shell:print',
} as const

export type PickKind = 'workbook' | 'package' | 'attachment' | 'folder'

/** What the system's dialog offers for each kind. */
export const PICK_EXTENSIONS: Record<PickKind, { name: string; extensions: string[] }[]> = {
  workbook: [{ name: '表格', extensions: ['xlsx', 'xls', 'et', 'csv'] }],
  package: [{ name: '平安台数据包', extensions: ['zzb', 'json'] }],
  attachment: [{ name: '附件', extensions: ['pdf', 'jpg', 'jpeg', 'png', 'docx', 'doc', 'wps', 'xlsx', 'mp3', 'mp4'] }],
  folder: [],
}

export interface BackendFailure {
  /** plain Chinese */
  message: string
  /** folder of the log files */
  logDir: string
}

export interface ShellBridge {
  /**
   * Asks for a port to the backend. It arrives as a window message `{ pinganPort: nonce }` with the port as `ports[0]`;
   * take it only when `event.source === window` and the nonce is the one asked with. Rejects while no backend can run.
   */
  connect(nonce: string): Promise<void>
  onBackendFailed(listener: (failure: BackendFailure) => void): void
  /** Opens the system's dialog; the backend keeps the paths, the page gets references (of a folder: the id of its medium). Empty when cancelled. */
  pickFiles(kind: PickKind, multiple: boolean): Promise<{ ref: string; name: string }[]>
  /** Saves a file the backend offers; `false` when cancelled. */
  saveFile(ref: string, suggestedName: string): Promise<boolean>
  /** `false` when the address is not on the list. */
  openExternal(url: string): Promise<boolean>
  /** Prints this window through the system's dialog. */
  print(): Promise<void>
}
