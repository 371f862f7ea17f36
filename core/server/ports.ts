/**
 * What a host gives the backend. A host builds these, attaches the router to a transport, and does nothing else.
 */
export interface Clock {
  /** wall clock */
  now(): Date
  /** milliseconds that only ever rise while the process lives */
  monotonic(): number
}

export type WorkerName = 'read' | 'workbook' | 'repair' | 'render' | 'pdf'

export interface WorkerLimits {
  /** heap of the worker, MiB; a worker that needs more is killed */
  memoryMb: number
  /** wall time, milliseconds; a worker that needs longer is killed */
  timeMs: number
}

/** A running worker: one request, any number of messages back, killable at any moment. */
export interface WorkerHandle<Message> {
  messages: AsyncIterable<Message>
  kill(): Promise<void>
}

export type SpawnWorker = <Message>(name: WorkerName, request: unknown, limits: WorkerLimits) => WorkerHandle<Message>

/** A place where packages and backups can be written or read: a stick, or a folder a person chose. */
export interface Medium {
  /** random for this session; the page never sees a path */
  id: string
  label: string
  kind: 'stick' | 'folder'
  freeBytes: number
  path: string
}

export interface Logger {
  info(event: string, data?: Record<string, number | string | boolean>): void
  error(event: string, incident: string, cause: unknown): void
}

/** Bytes, and the number of sheets of each document of the page, in their order (core/documents/print-page.ts). */
export interface PrintedPdf {
  bytes: Uint8Array
  pages: number[]
}

export type PrintToPdf = (html: string) => Promise<PrintedPdf>

export interface Ports {
  /** absolute folder that holds database, keyring, attachments, backups, logs */
  dataDir: string
  /** folder with templates, code tables and calendars as shipped */
  resourcesDir: string
  clock: Clock
  /** UUIDv7 */
  newId(): string
  logger: Logger
  spawnWorker: SpawnWorker
  listMedia(): Promise<Medium[]>
  /** HTML that prints itself → PDF; absent where the host has no browser engine; an Error named PdfError says why not, in Chinese */
  printToPdf?: PrintToPdf
  /** opens a file with this computer's program for it; rejects where there is none. Absent where files cannot be opened */
  openDocument?: (path: string) => Promise<void>
  appVersion: string
  /** this data folder holds invented demonstration data */
  demo: boolean
}
