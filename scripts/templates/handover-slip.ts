/** 数据包封面标签与交接单: the label goes with the stick, the slip below the cut is signed and kept by both. No personal data. */
import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import {
  field,
  formTable,
  gap,
  label,
  mm,
  officialDocument,
  paragraph,
  pitch,
  row,
  section,
  size,
  text,
  type TemplateSource,
} from './parts.ts'

const frame = { style: BorderStyle.SINGLE, size: 12, color: '000000' }
const center = { alignment: AlignmentType.CENTER } as const
const small = { size: size.smallFour } as const

const coverLabel = new Table({
  layout: TableLayoutType.FIXED,
  width: { size: mm(120), type: WidthType.DXA },
  columnWidths: [mm(120)],
  alignment: AlignmentType.CENTER,
  borders: { top: frame, bottom: frame, left: frame, right: frame },
  margins: { left: mm(4), right: mm(4), top: mm(3), bottom: mm(3) },
  rows: [
    new TableRow({
      cantSplit: true,
      height: { value: mm(66), rule: 'atLeast' },
      children: [
        new TableCell({
          width: { size: mm(120), type: WidthType.DXA },
          verticalAlign: VerticalAlignTable.CENTER,
          children: [
            paragraph(text('平安台数据包　内部资料', { font: 'hei', size: size.smallFour, spacing: 20 }), {
              ...center,
              spacing: pitch(20),
            }),
            paragraph(text('{包号}', { font: 'mono', size: 40 }), { ...center, spacing: pitch(34, 2, 2) }),
            paragraph(text('{发出单位}', { font: 'title', size: size.smallThree }), { ...center, spacing: pitch(24) }),
            paragraph(text('送　{接收单位}', { font: 'title', size: size.smallThree }), { ...center, spacing: pitch(24, 0, 4) }),
            paragraph(text('{种类}　{期间}　第{卷号}卷，共{卷数}卷', small), { ...center, spacing: pitch(20) }),
            paragraph([text('SM3 前16位　', small), text('{摘要}', { font: 'mono', size: size.four })], {
              ...center,
              spacing: pitch(22),
            }),
          ],
        }),
      ],
    }),
  ],
})

const columns = [25, 31, 24, 25, 25, 40] as const

export const handoverSlip: TemplateSource = {
  id: 'handover-slip',
  title: '数据包交接单',
  register: 'exchange',
  fonts: ['title', 'body', 'kai', 'hei', 'mono'],
  document: officialDocument('数据包交接单', { size: size.smallFour, pitch: 20 }, [
    section(
      { margins: [18, 20, 16, 20], footer: 10 },
      {
        children: [
          coverLabel,
          new Paragraph({
            ...center,
            spacing: pitch(20, 8, 10),
            children: [
              text('┄┄┄┄┄┄┄┄┄┄┄┄　沿此线裁下，贴于介质封套　┄┄┄┄┄┄┄┄┄┄┄┄', { font: 'kai', size: size.five, color: '666666' }),
            ],
          }),
          paragraph('数据包交接单', { style: 'PaperTitle', spacing: pitch(34, 0, 6) }),
          paragraph(text('一式两份，交出、接收单位各留一份', { font: 'kai', size: size.five }), {
            ...center,
            spacing: pitch(18, 0, 4),
          }),
          formTable(columns, [
            row(9.5, label(1, '包号'), field(3, '{包号}'), label(1, '生成日期'), field(1, '{生成日期|空}')),
            row(9.5, label(1, '发出单位'), field(2, '{发出单位}'), label(1, '接收单位'), field(2, '{接收单位}')),
            row(9.5, label(1, '种类'), field(1, '{种类}'), label(1, '期间'), field(3, '{期间}')),
            row(9.5, label(1, '文件名'), field(3, '{文件名}'), label(1, '大小'), field(1, '{大小}')),
            row(9.5, label(1, '密码套件'), field(2, '{套件}'), label(1, 'SM3摘要'), {
              span: 2,
              align: 'center',
              lines: [text('{摘要}', { font: 'mono', size: size.four })],
            }),
            row(8.5, label(2, '台账'), label(2, '条数'), label(2, '备注')),
            row(8.5, field(2, '{#台账}{名称}'), field(2, '{条数}'), field(2, '{说明|空}{/台账}')),
            row(8.5, label(2, '合计'), field(2, '{合计}'), field(2, '附件 {附件数} 个')),
            row(19, label(1, '交出人签名'), { span: 2, lines: [''], tail: ['', '年　　月　　日'] }, label(1, '接收人签名'), {
              span: 2,
              lines: [''],
              tail: ['', '年　　月　　日'],
            }),
          ]),
          gap(4),
          paragraph(text('接收单位先核对单位、包号和摘要，再接收；回执存回同一介质。', { font: 'kai', size: size.five }), {
            spacing: pitch(18),
          }),
        ],
      },
    ),
  ]),
  sample: {
    包号: '999901101-2026-0047',
    发出单位: '石榴镇综治中心',
    接收单位: '示例县综治中心',
    种类: '上报',
    期间: '2026年11月14日至11月20日',
    卷号: 1,
    卷数: 1,
    摘要: '9F3C 21B7 04DE 6A58',
    生成日期: '2026年11月20日',
    文件名: '999901101-20261120-47.zzb',
    大小: '3.4 MB',
    套件: '国密 SM2/SM3/SM4',
    台账: [
      { 名称: '居民', 条数: '1,284' },
      { 名称: '矛盾调解', 条数: '9', 说明: '含协议书2份' },
      { 名称: '安置帮教', 条数: '3' },
      { 名称: '会议', 条数: '1' },
    ],
    合计: '1,297',
    附件数: 4,
  },
}
