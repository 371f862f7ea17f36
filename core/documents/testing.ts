/** Invented records for the tests of documents. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DocumentData } from './render.ts'

export const templatesDir = join(import.meta.dirname, '../../resources/templates')

export async function sampleOf(id: string): Promise<DocumentData> {
  return JSON.parse(await readFile(join(templatesDir, id, 'v1', 'sample.json'), 'utf8')) as DocumentData
}

/** The sample agreement with so many terms of two lines each: from about seven on, its signatures meet the end of a page. */
export async function agreementWithTerms(count: number): Promise<DocumentData> {
  const terms = Array.from({ length: count }, () => ({
    内容: '乙方应当按照约定的期限修复损坏的水渠，并由村民委员会派员到场查验，查验合格后双方在记录上签名。',
  }))
  return { ...(await sampleOf('mediation-agreement')), 条款: terms }
}
