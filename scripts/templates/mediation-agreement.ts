/** 人民调解协议书: People's Mediation Law §29; takes effect when every signature and the committee's seal are on it. */
import { AlignmentType } from 'docx'
import {
  body,
  bold,
  heading,
  letterHead,
  letterSheet,
  paragraphs,
  paragraphsOrRoom,
  partySignatures,
  signatureRow,
  signatureTable,
  tag,
} from './mediation-parts.ts'
import {
  field,
  formFooter,
  formTable,
  gap,
  label,
  officialDocument,
  paragraph,
  row,
  section,
  size,
  type Line,
  type TemplateSource,
} from './parts.ts'
import { sampleAmount, sampleCase, sampleFullParties, sampleInstalments, sampleSignatures } from './sample-case.ts'

const person = [
  bold('{称谓}：'),
  '{姓名}，{性别}，{民族}，{#年龄}{年龄}岁，{/年龄}{#职业}{职业}，{/职业}{#身份证号}公民身份号码{身份证号}，{/身份证号}{#联系电话}联系方式{联系电话}，{/联系电话}住{住址}{#户籍地}，户籍地{户籍地}{/户籍地}{#邮编}，邮编{邮编}{/邮编}。',
]
const organization = [
  bold('{称谓}：'),
  '{名称}{#统一社会信用代码}，统一社会信用代码{统一社会信用代码}{/统一社会信用代码}，地址{地址}。法定代表人（负责人）{法定代表人}{#职务}，职务{职务}{/职务}{#联系电话}，联系方式{联系电话}{/联系电话}。',
]
const group = [
  bold('{称谓}：'),
  '{名称}，共{人数}人，推选{代表}为代表{#联系电话}，联系方式{联系电话}{/联系电话}{#住址}，住{住址}{/住址}。',
]

/** Not justified: long numbers would tear the line apart. */
const party = (line: Line) => paragraph(line, { style: 'Body', alignment: AlignmentType.LEFT })

/** Parties in full sentences: agreements and applications to the court. */
export const fullParties = [
  tag('{#当事人}'),
  tag('{^单位}'),
  tag('{^群体}'),
  party(person),
  tag('{/群体}'),
  tag('{#群体}'),
  party(group),
  tag('{/群体}'),
  tag('{/单位}'),
  tag('{#单位}'),
  party(organization),
  tag('{/单位}'),
  tag('{#代理人}'),
  party([
    bold('{身份}：'),
    '{代理人姓名}（{与当事人关系}）{#代理人证号}，公民身份号码{代理人证号}{/代理人证号}{#权限}，代理权限：{权限}{/权限}{#代理人电话}，联系方式{代理人电话}{/代理人电话}。',
  ]),
  tag('{/代理人}'),
  tag('{/当事人}'),
]

const right = { style: 'Plain', alignment: AlignmentType.RIGHT } as const

const instalments = [
  tag('{#分期|有}'),
  gap(3, { keepNext: true }),
  formTable(
    [16, 52, 38, 24, 26],
    [
      {
        ...row(8, label(1, '期次'), label(1, '履行事项'), label(1, '履行期限'), label(2, '金额（元，大写）')),
        head: true,
        keepNext: true,
      },
      row(
        8.5,
        field(1, '{#分期}{期次}'),
        field(1, '{内容}', 'left'),
        field(1, '{到期日|空}'),
        field(2, '{#数字}{数字}（{大写}）{/数字}{/分期}', 'left'),
      ),
    ],
  ),
  gap(6),
  tag('{/分期|有}'),
]

/** What is paid, how, where and by when: agreements, and applications to the court that confirms them. */
export const payment = [
  tag('{#金额}'),
  body([bold('协议金额：'), '人民币{数字}元（大写：{大写}）。']),
  tag('{/金额}'),
  body([bold('履行方式：'), '{履行方式}。']),
  ...instalments,
  tag('{#履行地点|有}'),
  body([bold('履行地点：'), '{履行地点}。']),
  tag('{/履行地点|有}'),
  body([bold('履行时限：'), '{履行时限}。'], true),
]

export const mediationAgreement: TemplateSource = {
  id: 'mediation-agreement',
  title: '人民调解协议书',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('人民调解协议书', { size: size.three, pitch: 27.5, spacing: -5 }, [
    section(letterSheet, {
      footers: { default: formFooter('人民调解协议书　{编号}') },
      children: [
        ...letterHead('人民调解协议书'),
        ...fullParties,
        heading('纠纷主要事实、争议事项'),
        ...paragraphsOrRoom('事实'),
        tag('{#责任|有}'),
        heading('各方当事人的责任'),
        ...paragraphs('责任'),
        tag('{/责任|有}'),
        heading('经调解，各方当事人自愿达成如下协议'),
        tag('{#条款}'),
        body('{$cn}、{内容}'),
        tag('{/条款}'),
        ...payment,
        body(
          '本协议一式{份数}份，当事人各执一份，{调委会名称}留存一份。自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。各方当事人可以自协议生效之日起三十日内共同向人民法院申请司法确认。',
          true,
        ),
        gap(6, { keepNext: true }),
        signatureTable(partySignatures(), signatureRow('人民调解员（签名）：', ''), signatureRow('记录人（签名）：', '')),
        gap(10, { keepNext: true }),
        paragraph('{调委会名称}', { ...right, keepNext: true, indent: { right: 320 } }),
        paragraph('（人民调解委员会印章）', { ...right, keepNext: true, indent: { right: 320 } }),
        paragraph('{日期}', { ...right, indent: { right: 640 } }),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    当事人: sampleFullParties,
    事实: '2026年9月28日，乙方的收割机在甲方承包地作业时越过地界，压损甲方待收玉米约1.6亩，并损坏田埂水渠一段，丙方灌溉受到影响。甲方要求赔偿，乙方认为地界标识不清，双方对责任和数额争执不下。\n经调解员现场丈量并走访邻户，各方对压损面积和修渠费用无异议，争议在于亩产的计算和赔偿期限。',
    责任: '乙方作业时未核对地界，对压损玉米和水渠承担主要责任；甲方未在地头设置标识，自行承担部分损失。',
    条款: [
      { 内容: '乙方分两期赔偿甲方玉米损失及修渠费用。' },
      { 内容: '乙方于2026年12月5日前将损坏的水渠修复至可正常通水，由东河村村民委员会查验。' },
      { 内容: '甲方收到款项后当场出具收条；各方就本次事件再无其他争议，今后互不追究。' },
    ],
    金额: sampleAmount,
    履行方式: '分期履行',
    履行地点: '石榴镇人民调解委员会',
    履行时限: '2026年12月31日前',
    分期: sampleInstalments.map(({ 期次, 内容, 到期日, 数字, 大写 }) => ({ 期次, 内容, 到期日, 数字, 大写 })),
    份数: '四',
    签名栏: sampleSignatures,
    日期: '2026年11月21日',
  },
}
