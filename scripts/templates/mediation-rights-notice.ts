/** 权利义务告知书: People's Mediation Law §3, §4, §23, §24, §28–33 in plain words. The justice office checks the wording before use. */
import {
  body,
  heading,
  letterHead,
  letterSheet,
  paragraphs,
  plain,
  signatureRow,
  signatureTable,
  tag,
} from './mediation-parts.ts'
import { formFooter, gap, officialDocument, section, size, type TemplateSource } from './parts.ts'
import { sampleCase, sampleTitle } from './sample-case.ts'

const parts: readonly (readonly [string, readonly string[]])[] = [
  [
    '一、调解的性质和原则',
    [
      '人民调解是人民调解委员会用说服、疏导的办法，促使各方当事人平等协商、自愿达成协议的活动。调解以自愿、平等为前提，不违反法律、法规和国家政策；是否调解都不影响您依法申请仲裁、请求行政机关处理或者向人民法院起诉。',
      '人民调解委员会调解民间纠纷，不收取任何费用。',
    ],
  ],
  [
    '二、您的权利',
    [
      '（一）选择或者接受人民调解员；',
      '（二）接受调解、拒绝调解，或者在任何时候要求终止调解；',
      '（三）要求调解公开进行或者不公开进行；',
      '（四）自主表达意愿，自愿达成调解协议。',
    ],
  ],
  ['三、您的义务', ['（一）如实说明纠纷事实；', '（二）遵守调解现场秩序，尊重人民调解员；', '（三）尊重对方当事人行使权利。']],
  [
    '四、调解协议',
    [
      '达成协议的，可以制作协议书；各方认为不需要的，可以采用口头协议，由人民调解员记录协议内容。协议书自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效；口头协议自达成之日起生效。',
      '协议对各方当事人有法律约束力，应当按约定履行。对协议的履行或者内容发生争议的，可以向人民法院起诉。',
      '各方认为有必要的，可以自协议生效之日起三十日内共同向人民法院申请司法确认；人民法院依法确认有效后，一方拒绝履行或者未全部履行的，对方可以申请强制执行。',
      '调解不成的，调解终止，您可以依法通过仲裁、行政、司法等途径维护自己的权利。',
    ],
  ],
]

/** Ticked where the case knows. */
const box = (name: string): string => `{#${name}}☑{/${name}}{^${name}}□{/${name}}`

export const mediationRightsNotice: TemplateSource = {
  id: 'mediation-rights-notice',
  title: '权利义务告知书',
  guide: '告知文字由司法所核定后使用。',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('人民调解当事人权利义务告知书', { size: size.four, pitch: 24 }, [
    section(letterSheet, {
      footers: { default: formFooter('权利义务告知书　{编号}') },
      children: [
        ...letterHead('当事人权利义务告知书'),
        plain('{当事人名单}：'),
        body('您（单位）就{纠纷名称}参加人民调解。根据《中华人民共和国人民调解法》，现将有关事项告知如下：'),
        ...parts.flatMap(([title, lines]) => [heading(title), ...lines.map((line) => body(line))]),
        tag('{#家暴告知}'),
        heading('五、特别告知'),
        ...paragraphs('家暴告知'),
        tag('{/家暴告知}'),
        body(`人民调解员：${box('由指定')} 由人民调解委员会指定　${box('由选择')} 由当事人选择`, true),
        body(`调解是否公开：${box('公开')} 公开　${box('不公开')} 不公开`, true),
        body('以上内容已经知悉。', true),
        gap(4, { keepNext: true }),
        signatureTable(signatureRow('{#签名栏}{签名人}：', '{方式}', '{/签名栏}'), signatureRow('告知人（签名）：', '')),
        gap(1),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    当事人名单: '王建国、石榴镇惠民农机专业合作社',
    纠纷名称: sampleTitle,
    家暴告知:
      '存在家庭暴力的，调解不能代替报警、公安机关告诫书和人身安全保护令；您随时可以报警，也可以向人民法院申请人身安全保护令。',
    签名栏: [
      { 签名人: '被告知人王建国', 方式: '（签名、盖章或按指印）' },
      { 签名人: '被告知人石榴镇惠民农机专业合作社', 方式: '（单位盖章、代表人签名）' },
    ],
    由指定: false,
    由选择: true,
    公开: false,
    不公开: true,
  },
}
