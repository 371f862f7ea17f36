/** What the papers of a mediation case share: heads, rows of parties, lines to sign on, the committee's seal, proof of delivery. */
import {
  AlignmentType,
  BorderStyle,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
  type Paragraph,
} from 'docx'
import {
  field,
  formTable,
  gap,
  label,
  mm,
  noBorder,
  noBorders,
  paragraph,
  pitch,
  row,
  size,
  text,
  type CellSpec,
  type Line,
  type RowSpec,
} from './parts.ts'

/** Forms: 164 mm wide, with room on the left for the binding. */
export const formSheet = { margins: [24, 20, 20, 26], footer: 12 } as const
/** Letters, notices, agreements: 156 mm wide. */
export const letterSheet = { margins: [30, 26, 28, 28], footer: 16 } as const
/** Records signed on every page: room for that line above the page number. */
export const signedSheet = { margins: [24, 20, 32, 26], footer: 12 } as const

/** The eight columns most forms are drawn on, 164 mm together. */
export const formColumns = [25, 29, 13, 16, 13, 14, 20, 34] as const

const center = { alignment: AlignmentType.CENTER } as const
const right = { style: 'Plain', alignment: AlignmentType.RIGHT } as const

/** A day, or room to write one. */
export const dated = (tag: string): string => `{#${tag}}{${tag}}{/${tag}}{^${tag}}　　　　年　　月　　日{/${tag}}`

export const body = (line: Line, keepNext = false): Paragraph => paragraph(line, { style: 'Body', keepNext, keepLines: keepNext })
export const plain = (line: Line, keepNext = false): Paragraph =>
  paragraph(line, { style: 'Plain', keepNext, keepLines: keepNext })
export const heading = (words: string): Paragraph => paragraph(words, { style: 'Heading' })
/** A paragraph that holds nothing but the opening or the end of a loop or condition. */
export const tag = (words: string): Paragraph => paragraph(words, { style: 'Body' })
export const bold = (words: string) => text(words, { font: 'hei' })
/** One body paragraph for every line of a text. */
export const paragraphs = (name: string): Paragraph[] => [tag(`{#${name}|段落}`), body('{.}'), tag(`{/${name}|段落}`)]
/** The same, with room to write where there is no text yet. */
export const paragraphsOrRoom = (name: string): Paragraph[] => [
  ...paragraphs(name),
  tag(`{^${name}|有}`),
  ...Array.from({ length: 3 }, () => plain('＿'.repeat(28))),
  tag(`{/${name}|有}`),
]
/** Small print below a form. */
export const remark = (words: string): Paragraph =>
  paragraph(text(words, { font: 'kai', size: size.five }), { spacing: pitch(18) })

/** Title of a form with the committee and the number of the case below it. */
export function formHead(title: string, caption = '{调委会名称}　　　编号：{编号}'): Paragraph[] {
  return [
    paragraph(title, { style: 'PaperTitle', spacing: pitch(36, 0, 8) }),
    paragraph(text(caption, { font: 'kai', size: size.smallFour }), { ...center, spacing: pitch(22, 0, 4), keepNext: true }),
  ]
}

/** The committee over the title, the number below: letters and notices. */
export function letterHead(title: string): Paragraph[] {
  return [
    paragraph(text('{调委会名称}', { font: 'title', size: size.three }), { ...center, spacing: pitch(26) }),
    paragraph(text(title, { spacing: 40 }), { style: 'PaperTitle', spacing: pitch(42, 4, 2) }),
    paragraph(text('编号：{编号}', { font: 'kai', size: size.four }), { ...center, spacing: pitch(24, 0, 14) }),
  ]
}

/** Parties with the seven entries of the form; a firm's number, agents and representatives follow the address. Over {@link formColumns}. */
export function partyRows(): RowSpec[] {
  return [
    {
      ...row(
        9,
        label(1, '当事人'),
        label(1, '姓名'),
        label(1, '性别'),
        label(1, '民族'),
        label(1, '年龄'),
        label(2, '职业或职务'),
        label(1, '联系方式'),
      ),
      keepNext: true,
    },
    row(9, field(1, '{#当事人}{#单位}{称谓}'), field(6, '{姓名|空}'), field(1, '{联系电话|空}{/单位}')),
    row(
      9,
      field(1, '{^单位}{称谓}'),
      field(1, '{姓名|空}'),
      field(1, '{性别|空}'),
      field(1, '{民族|空}'),
      field(1, '{年龄|空}'),
      field(2, '{职业|空}'),
      field(1, '{联系电话|空}{/单位}'),
    ),
    row(9, label(1, '单位或住址'), field(7, '{住址|空}{#说明}（{说明}）{/说明}{/当事人}', 'left')),
  ]
}

/** `low`: one line for each, where many sign below a text */
const signColumns = { high: [mm(64), mm(92)], low: [mm(88), mm(68)] } as const
const signHeight = { high: mm(14), low: mm(10.5) } as const
const signedOn = '　　　年　　月　　日'

/** A line to sign on, with room for the day (rule M-08 reads it). Every row keeps with the next, so that the block never stands alone on a page. */
export function signatureRow(who: string, how: string, end = '', look: keyof typeof signColumns = 'high'): TableRow {
  const [named, signed] = signColumns[look]
  const cell = (lines: readonly Line[], width: number, borders: object, more: IParagraphOptions = {}): TableCell =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.BOTTOM,
      borders: { ...noBorders, ...borders },
      children: lines.map((line) =>
        paragraph(line, { style: 'Plain', keepNext: true, spacing: pitch(21), alignment: AlignmentType.LEFT, ...more }),
      ),
    })
  return new TableRow({
    cantSplit: true,
    height: { value: signHeight[look], rule: 'atLeast' },
    children: [
      cell(how === '' ? [who] : [who, text(how, { font: 'kai', size: size.smallFour })], named, {}),
      cell(
        [[text(signedOn, { font: 'kai', size: size.smallFour }), end]],
        signed,
        { bottom: { style: BorderStyle.SINGLE, size: 4, color: '000000' } },
        { alignment: AlignmentType.RIGHT },
      ),
    ],
  })
}

export const signatureTable = (...rows: readonly TableRow[]): Table => tableOf('high', rows)
/** Everyone of {@link signatureRow} has one line. */
export const lowSignatureTable = (...rows: readonly TableRow[]): Table => tableOf('low', rows)

function tableOf(look: keyof typeof signColumns, rows: readonly TableRow[]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(156), type: WidthType.DXA },
    columnWidths: signColumns[look],
    borders: { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder },
    margins: { left: 0, right: 0, top: 0, bottom: mm(0.5) },
    rows: [...rows],
  })
}

/** Everyone who signs for the parties: themselves, those who act for them, those whom a group has chosen. */
export const partySignatures = (): TableRow => signatureRow('{#签名栏}{签名人}：', '{方式}', '{/签名栏}')

/** Everyone's line in the cell of a form, one below the other. */
export const signers = (span: number): CellSpec => ({
  span,
  align: 'left',
  lines: ['{#签名栏}', '{签名人}：', '{/签名栏}'],
  look: { size: size.smallFour },
})

/** The committee's name, where its seal goes, and the day. `last`: nothing follows that must stay on the page. */
export function sealBlock(date = '日期', last = true): Paragraph[] {
  return [
    paragraph('{调委会名称}', { ...right, keepNext: true, indent: { right: 320 } }),
    paragraph(text('（印章）', { font: 'kai' }), { ...right, keepNext: true, indent: { right: 1280 } }),
    paragraph(dated(date), { ...right, keepNext: !last, indent: { right: 640 } }),
  ]
}

/** Who was handed the notice, by whom and when: filled in by hand. */
export function deliveryReceipt(): (Paragraph | Table)[] {
  const blank = () => field(1, '')
  return [
    gap(10, { keepNext: true }),
    paragraph(text('送达签收', { font: 'hei', size: size.smallFour }), { ...center, spacing: pitch(20, 0, 3), keepNext: true }),
    formTable(
      [34, 34, 28, 34, 26],
      [
        {
          ...row(8, label(1, '受送达人'), label(1, '签收人签名'), label(1, '送达方式'), label(1, '签收日期'), label(1, '送达人')),
          keepNext: true,
        },
        {
          ...row(10, field(1, '{#送达}{受送达人|空}'), blank(), blank(), field(1, '　　年　月　日'), field(1, '{/送达}')),
          keepNext: true,
        },
      ],
    ),
    gap(1),
  ]
}
