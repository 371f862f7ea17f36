/** Runs where the sheet is read: judges rows and works out pinyin and search entries, so that the backend only stores. */
import type { RegisterName } from '../../domain/field.ts'
import { importDescription } from '../../domain/import-description.ts'
import type { SheetRow } from '../../workers/sheet-row.ts'
import { loadPinyin, syllables } from '../pinyin.ts'
import { searchFields, searchSource } from '../search-source.ts'
import { searchEntry } from '../search-tokens.ts'
import { createInterpreter, type RecordOutcome } from './interpret.ts'
import { packBatch, type JudgedBatch } from './judged-batch.ts'
import type { ImportLayout } from './layout.ts'

export interface JudgeRequest {
  register: RegisterName
  layout: ImportLayout
  /** day of the import, for what a list does not say: the year of a division list */
  today: string
}

/** Judges batches of rows one after the other. */
export async function createJudge({
  register,
  layout,
  today,
}: JudgeRequest): Promise<(rows: readonly SheetRow[]) => JudgedBatch> {
  await loadPinyin()
  const description = importDescription(register)
  const interpret = createInterpreter(layout, description, today)
  const plan = searchFields(description)
  const named = register === 'resident'
  const entryOf = ({ values, references }: RecordOutcome) => {
    if (named && typeof values.name === 'string') values.namePinyin = syllables(values.name).join(' ')
    if (!plan) return null
    return searchEntry(
      searchSource(plan, values.namePinyin, ({ name, meta }) => {
        const value = meta.kind === 'reference' ? references[name] : values[name]
        return typeof value === 'string' ? value : ''
      }),
    )
  }
  return (rows) =>
    packBatch(
      rows.flatMap((row) => interpret(row) ?? []),
      entryOf,
    )
}
