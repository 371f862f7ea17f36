/** What the page needs of the program around it. Two make it: the desktop shell and the browser host. */

/** A channel to the backend, in the shape the RPC link takes. */
export interface HostPort {
  addEventListener(type: string, listener: (event: Event) => void): void
  postMessage(frame: string): void
  /** settles once the channel is gone, however it went */
  readonly closed: Promise<PortEnd>
}

/** `replaced`: another window took over and asking again would take it back. */
export type PortEnd = 'lost' | 'replaced'

export interface PickedFile {
  fileRef: string
  name: string
}

/** Why no channel can be had, in plain Chinese. `final`: trying again by itself is of no use. */
export class HostFailure extends Error {
  readonly final: boolean
  readonly logDir: string | undefined
  constructor(message: string, { final = false, logDir }: { final?: boolean; logDir?: string } = {}) {
    super(message)
    this.name = 'HostFailure'
    this.final = final
    this.logDir = logDir
  }
}

export interface Host {
  /** whether a data service that has gone can be started again from here; the browser host's comes back at another address */
  readonly reopens: boolean
  /** @throws HostFailure */
  connect(): Promise<HostPort>
  /** the backend has ended for good */
  onFailed(listener: (failure: HostFailure) => void): void
  /** @param accept endings as in an input element: `.xlsx,.xls`; null when nothing was chosen */
  pickFile(accept: string): Promise<PickedFile | null>
  /** a file dropped on the page; absent where the host takes files from its own dialog only */
  takeDropped?: (file: File) => Promise<PickedFile>
  /** null when nothing was chosen, and always where the page may not choose folders */
  pickFolder(): Promise<{ mediumId: string } | null>
  /** false when it was called off */
  saveFile(fileRef: string, name: string): Promise<boolean>
}
