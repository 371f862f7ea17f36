/** What the backend asks of the worker that counts and binds PDF pages, and what it answers. */

/** One thing to be bound: a file of the blob store, or `count` sheets from sheet `from` on of one of the PDFs that came along. */
export type BindPiece =
  { kind: 'image'; blob: string } | { kind: 'pdf'; blob: string } | { kind: 'made'; pdf: number; from: number; count: number }

/** Where a writing of a PDF stands: enough to go on with it elsewhere. */
export interface PdfState {
  /** bytes written */
  length: number
  /** number of the last object */
  lastObject: number
  /** where each object begins, by its number; 0 for one not written */
  offsets: number[]
}

export type PdfRequest =
  | { task: 'count'; bytes: Uint8Array }
  | {
      task: 'bind'
      /** folder and key of the blob store: never written down, passed as the readers' key is */
      folder: string
      key: Uint8Array
      pieces: readonly BindPiece[]
      made: readonly Uint8Array[]
      /** what was bound before; null begins the file */
      state: PdfState | null
      /** number on the first page, null where pages carry none */
      firstNumber: number | null
      /** object numbers of pages in the order of the file: these, then those bound now where the list says null. Ends the file */
      finish: readonly (number | null)[] | null
    }

export type PdfProblem = 'encrypted' | 'damaged'

export type PdfMessage =
  | { type: 'counted'; pages: number }
  | { type: 'refused'; problem: PdfProblem }
  /** the next bytes of the file */
  | { type: 'part'; bytes: Uint8Array }
  /** one piece was bound on so many pages, their object numbers; none when it could not be read */
  | { type: 'bound'; index: number; pages: number[] }
  | { type: 'end'; state: PdfState }
