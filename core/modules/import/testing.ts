/** For tests that import through the real worker into a real desk. */
import { expect } from 'vitest'
import { importResult, type ImportMatch, type ImportResult } from '../../contract/import.ts'
import type { RegisterName } from '../../domain/field.ts'
import { idCheckCharacter } from '../../domain/id-number.ts'
import type { TestDesk } from '../../testing.ts'

export type Cell = string | number | null
export type Row = readonly Cell[]

export interface Run {
  match?: Partial<ImportMatch>
  dryRun?: boolean
}

const defaultMatch: ImportMatch = { by: 'nameBirthday', known: 'overwrite' }

/** a man born on 1985-01-01 */
export const numbered = (serial: string) => `99990119850101${serial}${idCheckCharacter(`99990119850101${serial}`)}`

export async function workbookOf(rows: readonly Row[]): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs')
  const workbook = new excel.Workbook()
  const sheet = workbook.addWorksheet('表')
  for (const row of rows) sheet.addRow([...row])
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

export function importing(desk: TestDesk) {
  const opened = (register: RegisterName, bytes: Uint8Array) => {
    const fileRef = desk.context.backend.files.add(desk.context.connection, '表.xlsx', { bytes })
    return desk.api.import.open({ register, fileRef })
  }
  const run = async (workbookId: string, { match = {}, dryRun = false }: Run = {}): Promise<ImportResult> => {
    const started = await desk.api.import.run({ workbookId, override: {}, dryRun, match: { ...defaultMatch, ...match } })
    const result = importResult.parse(await desk.finish(started))
    expect(result.created + result.updated + result.unchanged + result.duplicates + result.rejected).toBe(result.read)
    return result
  }
  const imported = async (register: RegisterName, rows: readonly Row[], options?: Run) =>
    run((await opened(register, await workbookOf(rows))).workbookId, options)
  return { opened, run, imported }
}
