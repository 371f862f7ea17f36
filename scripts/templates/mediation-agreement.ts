/** 人民调解协议书: People's Mediation Law §29; takes effect when every signature and the committee's seal are on it. */
import {
  AlignmentType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
  BorderStyle,
  type Paragraph,
} from 'docx'
import {
  formFooter,
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

const sheet = { margins: [30, 26, 28, 28], footer: 16 } as const
const label = (words: string) => text(words, { font: 'hei' })
const body = (line: Line, keepNext = false): Paragraph => paragraph(line, { style: 'Body', keepNext, keepLines: keepNext })
const heading = (words: string): Paragraph => paragraph(words, { style: 'Heading' })
const tag = (words: string): Paragraph => paragraph(words, { style: 'Body' })

const person = [
  label('{称谓}：'),
  '{姓名}，{性别}，{民族}，{#年龄}{年龄}岁，{/年龄}{职业}，{#身份证号}公民身份号码{身份证号}，{/身份证号}联系方式{联系电话}，住{住址}。',
]
const organization = [
  label('{称谓}：'),
  '{名称}，统一社会信用代码{统一社会信用代码}，地址{地址}。法定代表人（负责人）{法定代表人}，职务{职务}，联系方式{联系电话}。',
]

const money = '{#金额}（人民币{数字}元，大写：{大写}）。{/金额}'

const column = [mm(62), mm(94)] as const

/** A line to sign on. Every row keeps with the next, so that the block never stands alone on a page. */
function signature(who: string, how: string, last = ''): TableRow {
  const cell = (lines: readonly Line[], width: number, borders: object): TableCell =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.BOTTOM,
      borders: { ...noBorders, ...borders },
      children: lines.map((line) =>
        paragraph(line, { style: 'Plain', keepNext: true, spacing: pitch(21), alignment: AlignmentType.LEFT }),
      ),
    })
  return new TableRow({
    cantSplit: true,
    height: { value: mm(14), rule: 'atLeast' },
    children: [
      cell(how === '' ? [who] : [who, text(how, { font: 'kai', size: size.smallFour })], column[0], {}),
      cell([last], column[1], { bottom: { style: BorderStyle.SINGLE, size: 4, color: '000000' } }),
    ],
  })
}

const signatures = new Table({
  layout: TableLayoutType.FIXED,
  width: { size: column[0] + column[1], type: WidthType.DXA },
  columnWidths: column,
  borders: { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder },
  margins: { left: 0, right: 0, top: 0, bottom: mm(0.5) },
  rows: [
    signature('{#当事人}{称谓}：', '{^单位}（签名、盖章或按指印）{/单位}{#单位}（单位盖章、代表人签名）{/单位}', '{/当事人}'),
    signature('人民调解员（签名）：', ''),
    signature('记录人（签名）：', ''),
  ],
})

const right = { style: 'Plain', alignment: AlignmentType.RIGHT } as const

export const mediationAgreement: TemplateSource = {
  id: 'mediation-agreement',
  title: '人民调解协议书',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('人民调解协议书', { size: size.three, pitch: 27.5, spacing: -5 }, [
    section(sheet, {
      footers: { default: formFooter('人民调解协议书　{编号}') },
      children: [
        paragraph(text('{调委会名称}', { font: 'title', size: size.three }), {
          alignment: AlignmentType.CENTER,
          spacing: pitch(26),
        }),
        paragraph(text('人民调解协议书', { spacing: 60 }), { style: 'PaperTitle', spacing: pitch(42, 4, 2) }),
        paragraph(text('编号：{编号}', { font: 'kai', size: size.four }), {
          alignment: AlignmentType.CENTER,
          spacing: pitch(24, 0, 14),
        }),
        tag('{#当事人}'),
        tag('{^单位}'),
        body(person),
        tag('{/单位}'),
        tag('{#单位}'),
        body(organization),
        tag('{/单位}'),
        tag('{#代理人}'),
        body([label('{身份}：'), '{姓名}（{与当事人关系}）{#权限}，代理权限：{权限}{/权限}，联系方式{联系电话}。']),
        tag('{/代理人}'),
        tag('{/当事人}'),
        heading('纠纷主要事实、争议事项'),
        tag('{#事实|段落}'),
        body('{.}'),
        tag('{/事实|段落}'),
        heading('经调解，各方当事人自愿达成如下协议'),
        tag('{#条款}'),
        body(`{$cn}、{内容}${money}`),
        tag('{/条款}'),
        body([label('履行方式：'), '{履行方式}']),
        tag('{#分期}'),
        body('第{期次}期：{到期日}前，人民币{数字}元（大写：{大写}）。'),
        tag('{/分期}'),
        body([label('履行地点：'), '{履行地点}']),
        body([label('履行时限：'), '{履行时限}'], true),
        body(
          '本协议一式{份数}份，当事人各执一份，{调委会名称}留存一份。自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。各方当事人可以自协议生效之日起三十日内共同向人民法院申请司法确认。',
          true,
        ),
        gap(6, { keepNext: true }),
        signatures,
        gap(10, { keepNext: true }),
        paragraph('（人民调解委员会印章）', { ...right, keepNext: true, indent: { right: 320 } }),
        paragraph('{日期}', { ...right, indent: { right: 640 } }),
      ],
    }),
  ]),
  sample: {
    编号: '（2026）石榴镇人调字第17号',
    调委会名称: '石榴镇人民调解委员会',
    当事人: [
      {
        称谓: '甲方（申请人）',
        姓名: '王建国',
        性别: '男',
        民族: '汉族',
        年龄: 47,
        职业: '务农',
        身份证号: '999901197903150013',
        联系电话: '13900000001',
        住址: '石榴镇东河村3组12号',
      },
      {
        称谓: '乙方（被申请人）',
        单位: true,
        名称: '石榴镇惠民农机专业合作社',
        统一社会信用代码: '93999901MA00000001',
        地址: '石榴镇西桥街8号',
        法定代表人: '李秀英',
        职务: '理事长',
        联系电话: '0990-0000002',
        代理人: [{ 身份: '委托代理人', 姓名: '赵㼆', 与当事人关系: '合作社会计', 权限: '特别授权', 联系电话: '13900000003' }],
      },
    ],
    事实: '2026年9月28日，乙方的收割机在甲方承包地作业时越过地界，压损甲方待收玉米约1.6亩，并损坏田埂水渠一段。甲方要求赔偿，乙方认为地界标识不清，双方对责任和数额争执不下。\n经调解员现场丈量并走访邻户，双方对压损面积和修渠费用无异议，争议在于亩产的计算和赔偿期限。',
    条款: [
      { 内容: '乙方分两期赔偿甲方玉米损失及修渠费用', 金额: { 数字: '12,500.50', 大写: '壹万贰仟伍佰元伍角整' } },
      { 内容: '乙方于2026年12月5日前将损坏的水渠修复至可正常通水，由东河村村民委员会查验。' },
      { 内容: '甲方收到款项后当场出具收条；双方就本次事件再无其他争议，今后互不追究。' },
    ],
    履行方式: '分期支付，当面交付并出具收条。',
    履行地点: '石榴镇人民调解委员会。',
    履行时限: '2026年12月31日前付清，按上列期次支付。',
    分期: [
      { 期次: '一', 到期日: '2026年11月30日', 数字: '7,500.50', 大写: '柒仟伍佰元伍角整' },
      { 期次: '二', 到期日: '2026年12月31日', 数字: '5,000.00', 大写: '伍仟元整' },
    ],
    份数: '三',
    日期: '2026年11月21日',
  },
}
