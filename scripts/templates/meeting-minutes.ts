/** 会议纪要, GB/T 9704-2012: type area 156 × 225 mm, 22 lines of 28 characters, clause 10.3 for the red head and the attendance. */
import {
  AlignmentType,
  BorderStyle,
  Footer,
  OverlapType,
  PageNumber,
  Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import {
  fontOf,
  gap,
  mm,
  noBorder,
  noBorders,
  officialDocument,
  paragraph,
  pitch,
  section,
  size,
  text,
  type Line,
  type TemplateSource,
} from './parts.ts'

const red = 'E60012'
/** 225 mm / 22 lines; characters 0.25 pt tighter than 16 pt, so that 28 fit into 156 mm */
const linePitch = 28.95
const charSpacing = -5
const char = 320 + charSpacing

const body = (line: Line): Paragraph => paragraph(line, { style: 'Body' })
const tag = (words: string): Paragraph => paragraph(words, { style: 'Body' })

/** 出席：单位　姓名、… — 黑体 label, 仿宋 names, turned lines under the first name. */
function attendance(words: string, list: string): Paragraph[] {
  return [
    tag(`{#${list}|有}`),
    new Paragraph({
      style: 'Body',
      overflowPunctuation: false,
      keepNext: true,
      indent: { left: 5 * char, hanging: 3 * char },
      children: [
        text(`${words}：`, { font: 'hei' }),
        text(`{#${list}}{单位}{#单位}　{/单位}{姓名}{#事由}（{事由}）{/事由}{^$last}，{/$last}{/${list}}`),
      ],
    }),
    tag(`{/${list}|有}`),
  ]
}

/** Page number: 4号 宋体 between dashes, its dash 7 mm below the type area; odd pages right, even left, one character in. */
function pageNumber(side: 'odd' | 'even'): Footer {
  const look = { font: fontOf('song'), size: size.four }
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'odd' ? { right: 280 } : { left: 280 },
        spacing: pitch(18),
        children: [
          new TextRun({ text: '— ', ...look }),
          new TextRun({ children: [PageNumber.CURRENT], ...look }),
          new TextRun({ text: ' —', ...look }),
        ],
      }),
    ],
  })
}

const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000' }
const thin = { style: BorderStyle.SINGLE, size: 6, color: '000000' }
const colophonWidths = [mm(96), mm(60)] as const

function colophonCell(words: string, span: number, right: boolean, borders: object): TableCell {
  return new TableCell({
    columnSpan: span,
    width: {
      size: span === 2 ? colophonWidths[0] + colophonWidths[1] : right ? colophonWidths[1] : colophonWidths[0],
      type: WidthType.DXA,
    },
    verticalAlign: VerticalAlignTable.CENTER,
    borders: { ...noBorders, ...borders },
    children: [
      new Paragraph({
        spacing: pitch(24),
        alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: right ? { right: 280 } : span === 2 ? { left: 4 * 280, hanging: 3 * 280, right: 280 } : { left: 280 },
        children: [text(words, { size: size.four })],
      }),
    ],
  })
}

/** 版记: stands on the last lines of the last page. */
const colophon = new Table({
  layout: TableLayoutType.FIXED,
  width: { size: colophonWidths[0] + colophonWidths[1], type: WidthType.DXA },
  columnWidths: colophonWidths,
  float: {
    horizontalAnchor: TableAnchorType.MARGIN,
    verticalAnchor: TableAnchorType.MARGIN,
    relativeHorizontalPosition: RelativeHorizontalPosition.LEFT,
    relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
    overlap: OverlapType.NEVER,
  },
  borders: { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder },
  margins: { left: 0, right: 0, top: 0, bottom: 0 },
  rows: [
    new TableRow({ cantSplit: true, children: [colophonCell('抄送：{抄送}', 2, false, { top: thick, bottom: thin })] }),
    new TableRow({
      cantSplit: true,
      children: [
        colophonCell('{印发机关}', 1, false, { top: thin, bottom: thick }),
        colophonCell('{印发日期}印发', 1, true, { top: thin, bottom: thick }),
      ],
    }),
  ],
})

export const meetingMinutes: TemplateSource = {
  id: 'meeting-minutes',
  title: '会议纪要',
  register: 'meeting',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument(
    '会议纪要',
    { size: size.three, pitch: linePitch, spacing: charSpacing },
    [
      section(
        { margins: [37, 26, 35, 28], footer: 24.8 },
        {
          footers: { default: pageNumber('odd'), even: pageNumber('even') },
          children: [
            gap(35 / 0.352778 - 4),
            paragraph(text('{纪要标志}', { font: 'title', size: 72, color: red }), {
              alignment: AlignmentType.CENTER,
              spacing: pitch(44),
            }),
            gap(2 * linePitch - 4),
            paragraph('第{期号}期', { style: 'Plain', alignment: AlignmentType.CENTER }),
            gap(5, { border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 0, color: red } } }),
            gap(2 * linePitch - 5),
            paragraph('{标题}', { style: 'PaperTitle' }),
            gap(linePitch),
            tag('{#导语|段落}'),
            body('{.}'),
            tag('{/导语|段落}'),
            tag('{#议题|有}'),
            paragraph('一、会议听取和研究的事项', { style: 'Heading' }),
            tag('{/议题|有}'),
            tag('{#议题}'),
            paragraph('（{$cn}）{题目}', { style: 'Subheading' }),
            tag('{#内容|段落}'),
            body('{.}'),
            tag('{/内容|段落}'),
            tag('{/议题}'),
            paragraph('{^议题|有}一{/议题|有}{#议题|有}二{/议题|有}、会议议定的事项', { style: 'Heading' }),
            tag('{#议定事项}'),
            new Paragraph({
              style: 'Body',
              overflowPunctuation: false,
              keepNext: true,
              children: [text('（{$cn}）', { font: 'kai' }), text('{事项}')],
            }),
            body([
              text('责任单位：', { font: 'kai' }),
              '{责任单位}；',
              text('责任人：', { font: 'kai' }),
              '{责任人}；',
              text('完成时限：', { font: 'kai' }),
              '{时限}；',
              text('验收标准：', { font: 'kai' }),
              '{验收标准}。',
            ]),
            tag('{/议定事项}'),
            gap(linePitch),
            ...attendance('出席', '出席'),
            ...attendance('列席', '列席'),
            ...attendance('请假', '请假'),
            colophon,
            gap(1),
          ],
        },
      ),
    ],
    true,
  ),
  sample: {
    纪要标志: '石榴镇综治中心会议纪要',
    期号: '12',
    标题: '第四十七周矛盾纠纷排查调度会议纪要',
    导语: '2026年11月20日上午，镇综治中心主任陈志远在镇政府三楼会议室主持召开第四十七周矛盾纠纷排查调度会，听取各村排查情况，研究重点纠纷化解措施。现将会议议定事项纪要如下。',
    议题: [
      {
        题目: '各村一周排查情况',
        内容: '会议听取了网格管理员周敏关于第四十七周排查情况的汇报。全镇14个村（社区）全部按时上报，新排查矛盾纠纷9件，当场化解6件，转入调解2件，零报告村5个。',
      },
      {
        题目: '东河村农机作业压损庄稼纠纷',
        内容: '会议听取了人民调解员孙立群的汇报。双方已于11月21日前达成初步意见，赔偿款项和水渠修复时限已经明确，须跟踪履行，防止反复。',
      },
    ],
    议定事项: [
      {
        事项: '跟踪东河村农机纠纷协议履行，督促水渠按期修复。',
        责任单位: '镇人民调解委员会',
        责任人: '孙立群',
        时限: '2026年12月5日',
        验收标准: '水渠通水，甲方出具收条',
      },
      {
        事项: '逐村回访核实连续两周零报告的5个村。',
        责任单位: '镇综治中心',
        责任人: '周敏',
        时限: '2026年11月27日',
        验收标准: '五村回访记录齐全，漏报补录',
      },
      {
        事项: '为本月到期的3名安置帮教对象办理期满评估。',
        责任单位: '石榴司法所',
        责任人: '何文静',
        时限: '2026年11月30日',
        验收标准: '评估意见齐备，档案归档',
      },
    ],
    出席: [
      { 单位: '镇党委', 姓名: '陈志远' },
      { 单位: '石榴司法所', 姓名: '何文静' },
      { 单位: '石榴派出所', 姓名: '马骏' },
      { 单位: '镇人民调解委员会', 姓名: '孙立群' },
      { 单位: '镇综治中心', 姓名: '周敏' },
    ],
    列席: [
      { 单位: '东河村', 姓名: '王长河' },
      { 单位: '西桥社区', 姓名: '吴桂兰' },
    ],
    请假: [{ 单位: '镇农业服务中心', 姓名: '郑凯', 事由: '外出培训' }],
    抄送: '县综治中心，县司法局，各村（社区）。',
    印发机关: '石榴镇社会治安综合治理中心',
    印发日期: '2026年11月21日',
  },
}
