/** What a builder is given and what it gives: the data one template prints. */
import type { SqliteConnection } from '../../../../db/open.ts'
import type { Unit } from '../../../contract/session.ts'
import type { DocumentData } from '../../../documents/render.ts'

export interface DocumentSource {
  reader: SqliteConnection
  unit: Unit
  today: string
}

/** Where a paper lies in the bound file. */
export interface CatalogueLine {
  title: string
  /** first and last page */
  from: number
  to: number
  note: string
}

/** What only the binder knows. */
export interface BindingFacts {
  catalogue?: readonly CatalogueLine[]
  /** covers included */
  pages?: number
}

/** `name` is what the file is called, without its ending. */
export type Builder = (source: DocumentSource, recordId: string, binding: BindingFacts) => { name: string; data: DocumentData }
