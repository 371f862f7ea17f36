/** 恢复密钥保管单: printed once at first run; with it the office opens its data after a lost password. */
import { AlignmentType, BorderStyle, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx'
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

const frame = { style: BorderStyle.DOUBLE, size: 6, color: '000000' }

const secret = new Table({
  layout: TableLayoutType.FIXED,
  width: { size: mm(150), type: WidthType.DXA },
  columnWidths: [mm(150)],
  alignment: AlignmentType.CENTER,
  borders: { top: frame, bottom: frame, left: frame, right: frame },
  margins: { left: mm(4), right: mm(4), top: mm(3), bottom: mm(3) },
  rows: [
    new TableRow({
      cantSplit: true,
      height: { value: mm(52), rule: 'atLeast' },
      children: [
        new TableCell({
          width: { size: mm(150), type: WidthType.DXA },
          verticalAlign: VerticalAlignTable.CENTER,
          children: [
            paragraph('{#密钥}', { style: 'Cell' }),
            paragraph(
              [text('{$n}　', { font: 'song', size: size.five, color: '808080' }), text('{.}', { font: 'mono', size: 40 })],
              {
                alignment: AlignmentType.CENTER,
                spacing: pitch(32),
              },
            ),
            paragraph('{/密钥}', { style: 'Cell' }),
          ],
        }),
      ],
    }),
  ],
})

const rules = [
  '忘记全部管理员密码时，凭本单上的恢复密钥打开本单位的数据；没有别的办法，开发者也打不开。',
  '见到本单的人就能打开全部数据：打印后当场核对、装入信封、封口签名，存入保险柜或带锁的档案柜，与电脑分开保管。',
  '不拍照，不复印，不录入任何电子设备；交接、启封须两人在场，并在下表登记。',
  '怀疑泄露或启封使用之后，立即在“系统—密钥”中更换，并销毁旧单。',
] as const

export const recoverySheet: TemplateSource = {
  id: 'recovery-sheet',
  title: '恢复密钥保管单',
  register: 'account',
  fonts: ['title', 'body', 'kai', 'hei', 'song', 'mono'],
  document: officialDocument('恢复密钥保管单', { size: size.four, pitch: 25 }, [
    section(
      { margins: [28, 26, 24, 26], footer: 14 },
      {
        children: [
          paragraph(text('专人保管　仅此一份', { font: 'hei', size: size.four, color: 'C00000' }), {
            alignment: AlignmentType.LEFT,
            spacing: pitch(22),
          }),
          paragraph('恢复密钥保管单', { style: 'PaperTitle', spacing: pitch(40, 10, 6) }),
          paragraph(text('{单位名称}　（{单位代码}）', { font: 'kai', size: size.three }), {
            alignment: AlignmentType.CENTER,
            spacing: pitch(28),
          }),
          paragraph(text('生成日期：{生成日期}　　密钥编号：{密钥编号}', { size: size.smallFour }), {
            alignment: AlignmentType.CENTER,
            spacing: pitch(24, 0, 12),
          }),
          secret,
          gap(10),
          paragraph('怎样保管', { style: 'Heading' }),
          ...rules.map((rule, index) => paragraph(`${index + 1}．${rule}`, { style: 'Body' })),
          gap(12),
          formTable(
            [28, 30, 34, 34, 32],
            [
              row(9, label(1, '日期'), label(1, '事由'), label(1, '保管人签名'), label(1, '见证人签名'), label(1, '备注')),
              row(12, field(1, ''), field(1, '首次封存'), field(1, ''), field(1, ''), field(1, '')),
              row(12, field(1, ''), field(1, ''), field(1, ''), field(1, ''), field(1, '')),
              row(12, field(1, ''), field(1, ''), field(1, ''), field(1, ''), field(1, '')),
            ],
          ),
        ],
      },
    ),
  ]),
  sample: {
    单位名称: '石榴镇综治中心',
    单位代码: '999901101000',
    生成日期: '2026年11月21日',
    密钥编号: '1',
    密钥: ['K7QM9 2XHRT VBN4P', 'W3FJ8 D6LYC 5ZAGE', 'M2TPK 9RQXH 4VNBD'],
  },
}
