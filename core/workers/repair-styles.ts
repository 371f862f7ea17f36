/** The style table of a workbook, extended by coloured copies of the styles its cells have; what stands in it stays as it is. */
import { Unfit, repairFills, type RepairTone } from './repair-protocol.ts'

export interface RepairStyles {
  /** the same style with the colour of a tone */
  filled(style: number, tone: RepairTone): number
  /** the same style without a colour that an earlier repair gave it */
  plain(style: number): number
  /** style of an explanation */
  note(tone: RepairTone): number
  /** the whole part */
  xml(): string
}

const attributeOf = (tag: string, name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]

function withAttributes(xf: string, attributes: Readonly<Record<string, string>>): string {
  const [open = ''] = /^<[^>]*?(?=\/?>)/.exec(xf) ?? []
  const kept = Object.keys(attributes).reduce((tag, name) => tag.replace(new RegExp(`\\s${name}="[^"]*"`), ''), open)
  const added = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`)
  return kept.trimEnd() + added.join('') + xf.slice(open.length)
}

/** @throws Unfit when the part is not as programs write it */
export function repairStyles(styles: string): RepairStyles {
  const block = (name: string) => {
    const found = new RegExp(`<((?:\\w+:)?)${name}\\b[^>]*>([\\s\\S]*?)</\\1${name}>`).exec(styles)
    if (!found || /<!--|<!\[CDATA\[/.test(styles)) throw new Unfit()
    return { whole: found[0], prefix: found[1] ?? '', inner: found[2] ?? '', at: found.index }
  }
  const elements = ({ prefix, inner }: { prefix: string; inner: string }, name: string): string[] =>
    inner.match(new RegExp(`<${prefix}${name}\\b[^>]*?(?:/>|>[\\s\\S]*?</${prefix}${name}>)`, 'g')) ?? []
  const fillBlock = block('fills')
  const formatBlock = block('cellXfs')
  const { prefix } = fillBlock
  const fills = elements(fillBlock, 'fill')
  const formats = elements(formatBlock, 'xf')
  if (formats.length === 0) throw new Unfit()
  const fillOf = (tone: RepairTone): number => {
    const known = fills.findIndex((one) => one.includes(`"${repairFills[tone]}"`))
    if (known >= 0) return known
    fills.push(
      `<${prefix}fill><${prefix}patternFill patternType="solid"><${prefix}fgColor rgb="${repairFills[tone]}"/><${prefix}bgColor indexed="64"/></${prefix}patternFill></${prefix}fill>`,
    )
    return fills.length - 1
  }
  const fillIds: Record<RepairTone, number> = { bad: fillOf('bad'), doubtful: fillOf('doubtful') }
  const own = new Set(Object.values(fillIds).map(String))
  const made = new Map<string, number>()
  const format = (key: string, make: () => string): number => {
    const known = made.get(key)
    if (known !== undefined) return known
    const text = make()
    // the copy may be there already, from an earlier repair
    const same = formats.indexOf(text)
    const index = same >= 0 ? same : formats.push(text) - 1
    made.set(key, index)
    return index
  }
  const formatOf = (style: number): string => {
    const text = formats[style]
    if (text === undefined) throw new Unfit()
    return text
  }
  return {
    filled: (style, tone) =>
      format(`${String(style)} ${tone}`, () =>
        withAttributes(formatOf(style), { fillId: String(fillIds[tone]), applyFill: '1' }),
      ),
    plain(style) {
      const text = formatOf(style)
      return own.has(attributeOf(text, 'fillId') ?? '')
        ? format(`${String(style)} plain`, () => withAttributes(text, { fillId: '0', applyFill: '1' }))
        : style
    },
    note: (tone) =>
      format(
        `note ${tone}`,
        () =>
          `<${prefix}xf numFmtId="49" fontId="0" fillId="${String(fillIds[tone])}" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/>`,
      ),
    xml() {
      const written = (name: string, list: readonly string[]) =>
        `<${prefix}${name} count="${String(list.length)}">${list.join('')}</${prefix}${name}>`
      return styles
        .replace(fillBlock.whole, () => written('fills', fills))
        .replace(formatBlock.whole, () => written('cellXfs', formats))
    },
  }
}
