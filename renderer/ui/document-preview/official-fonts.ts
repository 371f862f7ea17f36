import { officialFonts } from '../../../core/domain/official-fonts.ts'

const local = (names: readonly string[]) => names.map((name) => `local("${name}")`).join(',')

/** @font-face rules; they belong to the whole page, not into a shadow tree. */
export const fontFaces = (): string =>
  Object.entries(officialFonts)
    .map(([name, font]) => `@font-face{font-family:"${name}";src:${local([...font.own, ...font.standIn])}}`)
    .join('\n')

/** Official fonts this computer lacks: said, not guessed. */
export async function missingFonts(): Promise<string[]> {
  const wanted = Object.entries(officialFonts).filter(([name]) => name !== 'Consolas')
  const found = await Promise.all(
    wanted.map(([, font]) =>
      new FontFace('probe', local(font.own)).load().then(
        () => true,
        () => false,
      ),
    ),
  )
  return wanted.flatMap(([name], index) => (found[index] === true ? [] : [name]))
}
