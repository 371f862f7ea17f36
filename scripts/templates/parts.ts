/** Building blocks of the printed forms: official fonts and sizes, paragraphs, form tables, page footers. Lengths: twips unless named otherwise. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  LineRuleType,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IBorderOptions,
  type IParagraphOptions,
  type ISectionOptions,
} from 'docx'

export const fonts = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  kai: '楷体_GB2312',
  hei: '黑体',
  song: '宋体',
  mono: 'Consolas',
} as const
export type FontRole = keyof typeof fonts

/** Chinese type sizes in half points: 2号 22 pt, 3号 16 pt, 小3 15 pt, 4号 14 pt, 小4 12 pt. */
export const size = { two: 44, three: 32, smallThree: 30, four: 28, smallFour: 24, five: 21 } as const

export const mm = (value: number): number => Math.round((value / 25.4) * 1440)
export const pt = (value: number): number => Math.round(value * 20)

/** A form as the generator writes it: the Word file plus what goes into its manifest. */
export interface TemplateSource {
  id: string
  title: string
  /** what the office should know of it; never on the paper */
  guide?: string
  register: string
  fonts: readonly FontRole[]
  document: Document
  sample: Record<string, unknown>
}

export interface RunLook {
  font?: FontRole
  size?: number
  color?: string
  spacing?: number
}

/** Text with one font for every script: the official fonts carry their own figures and brackets. */
export function text(value: string, look: RunLook = {}): TextRun {
  return new TextRun({
    text: value,
    ...(look.font ? { font: fontOf(look.font) } : {}),
    ...(look.size ? { size: look.size } : {}),
    ...(look.color ? { color: look.color } : {}),
    ...(look.spacing ? { characterSpacing: look.spacing } : {}),
  })
}

export function fontOf(role: FontRole): { ascii: string; hAnsi: string; eastAsia: string; cs: string } {
  const name = fonts[role]
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name }
}

export type Line = string | TextRun | readonly (string | TextRun)[]

export function paragraph(line: Line, options: IParagraphOptions = {}): Paragraph {
  return lookedParagraph(line, {}, options)
}

/** Exact line pitch in points, with space before and after in points. */
export function pitch(points: number, before = 0, after = 0): NonNullable<IParagraphOptions['spacing']> {
  return { line: pt(points), lineRule: LineRuleType.EXACT, before: pt(before), after: pt(after) }
}

/** Nothing but a height: a paragraph of exactly so many points. */
export function gap(points: number, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ ...options, spacing: pitch(points) })
}

const hairline: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const outline: IBorderOptions = { style: BorderStyle.SINGLE, size: 8, color: '000000' }
export const noBorder: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' }
export const noBorders = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder }

export interface CellSpec {
  /** how many grid columns it covers */
  span: number
  lines: readonly Line[]
  label?: boolean
  align?: 'left' | 'center'
  top?: boolean
  firstLine?: number
  look?: RunLook
  /** right-aligned lines after the others, set in from the edge: seal and date */
  tail?: readonly Line[]
}

/** A label cell of a form. */
export const label = (span: number, ...lines: readonly string[]): CellSpec => ({ span, lines, label: true, align: 'center' })
/** A filled cell of a form. */
export const field = (span: number, tag: string, align: 'left' | 'center' = 'center'): CellSpec => ({ span, lines: [tag], align })
/** A cell for prose: starts at the top, one paragraph per line of the text. */
export const prose = (span: number, tag: string, look: RunLook = {}): CellSpec => ({
  span,
  lines: [`{#${tag}|段落}`, '{.}', `{/${tag}|段落}`],
  align: 'left',
  top: true,
  firstLine: 480,
  look,
})

export interface RowSpec {
  cells: readonly CellSpec[]
  /** least height in millimetres */
  height?: number
  keepNext?: boolean
  /** a row of prose may run on to the next page; all others stay whole */
  maySplit?: boolean
  /** repeated at the head of every page the table reaches */
  head?: boolean
}

export const row = (height: number, ...cells: readonly CellSpec[]): RowSpec => ({ height, cells })

/** A form table: outer frame 1 pt, inner lines 0.5 pt, fixed columns. `columns` are widths in millimetres. */
export function formTable(columns: readonly number[], rows: readonly RowSpec[]): Table {
  const widths = columns.map(mm)
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    alignment: AlignmentType.CENTER,
    borders: {
      top: outline,
      bottom: outline,
      left: outline,
      right: outline,
      insideHorizontal: hairline,
      insideVertical: hairline,
    },
    margins: { left: mm(1.6), right: mm(1.6), top: mm(0.8), bottom: mm(0.8) },
    rows: rows.map((spec) => formRow(widths, spec)),
  })
}

function formRow(widths: readonly number[], spec: RowSpec): TableRow {
  let column = 0
  const children = spec.cells.map((cell) => {
    const width = widths.slice(column, column + cell.span).reduce((sum, each) => sum + each, 0)
    column += cell.span
    return formCell(cell, width, spec.keepNext === true)
  })
  if (column !== widths.length) throw new Error(`row covers ${column} of ${widths.length} columns`)
  return new TableRow({
    children,
    cantSplit: spec.maySplit !== true,
    ...(spec.head ? { tableHeader: true } : {}),
    ...(spec.height ? { height: { value: mm(spec.height), rule: 'atLeast' } } : {}),
  })
}

function formCell(cell: CellSpec, width: number, keepNext: boolean): TableCell {
  const look: RunLook = cell.label ? { font: 'hei', size: size.smallFour } : { size: size.smallFour, ...cell.look }
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan: cell.span,
    verticalAlign: cell.top ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
    children: [
      ...cell.lines.map((line) =>
        lookedParagraph(line, look, {
          style: 'Cell',
          keepNext,
          alignment: cell.align === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT,
          ...(cell.firstLine ? { indent: { firstLine: cell.firstLine } } : {}),
        }),
      ),
      ...(cell.tail ?? []).map((line) =>
        lookedParagraph(line, look, { style: 'Cell', keepNext, alignment: AlignmentType.RIGHT, indent: { right: mm(8) } }),
      ),
    ],
  })
}

function lookedParagraph(line: Line, look: RunLook, options: IParagraphOptions): Paragraph {
  const parts = typeof line === 'string' || line instanceof TextRun ? [line] : line
  return new Paragraph({
    overflowPunctuation: false,
    ...options,
    children: parts.map((part) => (typeof part === 'string' ? text(part, look) : part)),
  })
}

/** Footer of forms: centred, small, page n of m, with what the document is; above it a line to sign every page on. */
export function formFooter(words: string, signing?: string): Footer {
  const look = { font: fontOf('song'), size: 18 }
  return new Footer({
    children: [
      ...(signing === undefined
        ? []
        : [
            new Paragraph({
              spacing: pitch(22, 0, 4),
              children: [new TextRun({ text: signing, font: fontOf('kai'), size: size.smallFour })],
            }),
          ]),
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: pitch(14),
        children: [
          new TextRun({ text: `${words}　第 `, ...look }),
          new TextRun({ children: [PageNumber.CURRENT], ...look }),
          new TextRun({ text: ' 页，共 ', ...look }),
          new TextRun({ children: [PageNumber.TOTAL_PAGES], ...look }),
          new TextRun({ text: ' 页', ...look }),
        ],
      }),
    ],
  })
}

export interface PageSpec {
  /** margins in millimetres: top, right, bottom, left */
  margins: readonly [number, number, number, number]
  /** from the paper's lower edge to the footer's lower edge, millimetres */
  footer: number
}

export function section(page: PageSpec, rest: Omit<ISectionOptions, 'properties'>): ISectionOptions {
  const [top, right, bottom, left] = page.margins
  return {
    properties: {
      page: {
        size: { width: mm(210), height: mm(297) },
        margin: {
          top: mm(top),
          right: mm(right),
          bottom: mm(bottom),
          left: mm(left),
          header: mm(15),
          footer: mm(page.footer),
          gutter: 0,
        },
      },
    },
    ...rest,
  }
}

export interface BodyLook {
  size: number
  pitch: number
  /** letter spacing, twips */
  spacing?: number
}

/**
 * A Word file in official dress. Styles carry the look, so that the office can change a template by its styles:
 * Body 正文, Plain 正文不缩进, Heading 一级标题 (黑体), Subheading 二级标题 (楷体), Title 标题 (小标宋), Cell 表格.
 */
export function officialDocument(
  title: string,
  body: BodyLook,
  sections: readonly ISectionOptions[],
  oddAndEven = false,
): Document {
  const char = pt(body.size / 2) + (body.spacing ?? 0)
  const run = { size: body.size, ...(body.spacing ? { characterSpacing: body.spacing } : {}) }
  const base = { alignment: AlignmentType.JUSTIFIED, spacing: pitch(body.pitch), indent: { firstLine: 2 * char } }
  const style = (id: string, name: string, font: FontRole, paragraphLook: IParagraphOptions, runLook: object = run) => ({
    id,
    name,
    quickFormat: true,
    run: { ...runLook, font: fontOf(font) },
    paragraph: paragraphLook,
  })
  return new Document({
    title,
    creator: '平安台',
    lastModifiedBy: '平安台',
    evenAndOddHeaderAndFooters: oddAndEven,
    compatibility: { version: 15, doNotExpandShiftReturn: true, spaceForUnderline: true },
    styles: {
      default: { document: { run: { font: fontOf('body'), size: body.size } } },
      paragraphStyles: [
        style('Body', '公文正文', 'body', base),
        style('Plain', '公文不缩进', 'body', { ...base, indent: { firstLine: 0 } }),
        style('Heading', '公文一级标题', 'hei', { ...base, keepNext: true }),
        style('Subheading', '公文二级标题', 'kai', { ...base, keepNext: true }),
        style(
          'PaperTitle',
          '公文标题',
          'title',
          { alignment: AlignmentType.CENTER, spacing: pitch(34), keepNext: true },
          { size: size.two },
        ),
        style('Cell', '公文表格', 'body', { spacing: pitch(20) }, { size: size.smallFour }),
      ],
    },
    sections,
  })
}
