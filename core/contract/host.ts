/** The page's half of the desktop shell: what `window.pinganShell` offers. In a browser window there is none. */

export type PickKind = 'workbook' | 'package' | 'attachment' | 'folder'

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
