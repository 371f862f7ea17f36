/** Cover, catalogue and back cover of a bound file: they say how many pages it has, and are written when those are counted. */
import type { CaseDocument } from '../../contract/mediation.ts'
import { templateInUse } from '../../documents/template-in-use.ts'
import type { OpenContext } from '../../server/context.ts'
import type { BindPiece } from '../../workers/pdf-protocol.ts'
import { documentData, sourceOf, type BindingFacts, type CatalogueLine } from './data.ts'
import { openPrinting, reasonOf } from './printing.ts'

export interface Cover {
  piece: BindPiece
  /** sheets */
  count: number
}

export interface BindingCounted {
  caseId: string
  papers: readonly CaseDocument[]
  lines: readonly CatalogueLine[]
  /** pages between catalogue and back cover */
  numbered: number
  /** what could not be made is added */
  leftOut: string[]
}

const kinds = [
  { type: 'cover', template: 'mediation-cover', title: '卷宗封面' },
  { type: 'index', template: 'mediation-index', title: '卷内目录' },
  { type: 'backCover', template: 'mediation-back-cover', title: '封底' },
] as const

/** A cover that was scanned stands for the printed one; the catalogue is always made. */
export async function coversOf(
  context: OpenContext,
  { caseId, papers, lines, numbered, leftOut }: BindingCounted,
): Promise<{ front: Cover[]; back: Cover[]; made: Uint8Array[] }> {
  const { print, pdfs } = await openPrinting(context.backend.ports.printToPdf)
  const scansOf = (type: string): Cover[] =>
    papers
      .filter((one) => one.type === type && type !== 'index')
      .flatMap(({ scans }) => scans)
      .filter(({ values }) => String(values.mediaType).startsWith('image/'))
      .map(({ values }) => ({ piece: { kind: 'image', blob: String(values.hash) }, count: 1 }))

  const printedWith = async (pages: number): Promise<Map<string, Cover[]>> => {
    const covers = new Map(kinds.map(({ type }): [string, Cover[]] => [type, scansOf(type)]))
    const missing = kinds.filter(({ type }) => covers.get(type)?.length === 0)
    const files: { type: string; bytes: Uint8Array }[] = []
    const refused: string[] = []
    for (const { type, template, title } of missing) {
      try {
        files.push({ type, bytes: await render(context, template, caseId, { catalogue: lines, pages }) })
      } catch (error) {
        refused.push(`${title}（${reasonOf(error)}）`)
      }
    }
    const pieces = await print(files.map(({ bytes }) => bytes))
    for (const [index, { type }] of files.entries()) {
      const piece = pieces[index]
      if (piece?.kind === 'made') covers.set(type, [{ piece, count: piece.count }])
    }
    for (const one of refused) if (!leftOut.includes(one)) leftOut.push(one)
    return covers
  }
  const sheetsOf = (covers: Map<string, Cover[]>) => [...covers.values()].flat().reduce((sum, { count }) => sum + count, 0)

  // one sheet for each is the rule; where it is otherwise, they are printed again with the right total
  const guess = numbered + kinds.length
  let covers = await printedWith(guess)
  const total = numbered + sheetsOf(covers)
  if (total !== guess) covers = await printedWith(total)
  const of = (type: string) => covers.get(type) ?? []
  return { front: [...of('cover'), ...of('index')], back: of('backCover'), made: pdfs.map(({ bytes }) => bytes) }
}

async function render(context: OpenContext, template: string, caseId: string, facts: BindingFacts): Promise<Uint8Array> {
  const { desk, backend } = context
  const { renderDocx } = await import('../../documents/render.ts')
  const { data } = documentData(sourceOf(context), template, caseId, facts)
  return renderDocx(await templateInUse(desk, backend.ports.resourcesDir, template), data)
}
