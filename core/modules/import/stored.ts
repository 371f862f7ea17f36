/** Where rows are stored, and what became of one. */
import type { ImportMatch } from '../../contract/import.ts'
import type { RegisterDescription } from '../../domain/field.ts'
import type { Remark } from '../../register/import/remark.ts'
import type { WriteContext } from '../../server/command.ts'
import type { Heads } from './heads.ts'
import type { Matcher } from './match.ts'
import type { Places } from './places.ts'

export type Stored =
  | { result: 'created' | 'updated' | 'unchanged'; warnings: Remark[] }
  | { result: 'duplicate'; ofRow: number }
  | { result: 'rejected'; problems: Remark[] }

export interface Store {
  write: WriteContext
  description: RegisterDescription
  known: ImportMatch['known']
  places: Places
  matcher: Matcher
  heads: Heads
}
