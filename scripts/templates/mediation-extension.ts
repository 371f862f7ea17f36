/** 延长调解期限确认书: every party agrees that mediation goes on. */
import {
  body,
  bold,
  heading,
  letterHead,
  letterSheet,
  paragraphsOrRoom,
  partySignatures,
  plain,
  sealBlock,
  signatureRow,
  signatureTable,
} from './mediation-parts.ts'
import { formFooter, gap, officialDocument, section, size, type TemplateSource } from './parts.ts'
import { sampleCase, sampleTitle } from './sample-case.ts'

export const mediationExtension: TemplateSource = {
  id: 'mediation-extension',
  title: '延长调解期限确认书',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('延长调解期限确认书', { size: size.four, pitch: 26 }, [
    section(letterSheet, {
      footers: { default: formFooter('延长调解期限确认书　{编号}') },
      children: [
        ...letterHead('延长调解期限确认书'),
        plain([bold('当事人：'), '{当事人名单}']),
        plain([bold('调解员：'), '{调解员}']),
        body('关于{纠纷名称}，{调委会名称}于{受理日期}受理，调解期限至{原期限}届满。'),
        heading('延长理由'),
        ...paragraphsOrRoom('理由'),
        body(
          '各方当事人一致同意将调解期限延长{天数}日，至{延长至}止。延长期间任何一方都可以要求终止调解；期满仍未达成协议的，调解终止，各方可以依法申请仲裁、请求行政机关处理或者向人民法院起诉。',
          true,
        ),
        body('以上为各方真实意思。', true),
        gap(6, { keepNext: true }),
        signatureTable(partySignatures(), signatureRow('人民调解员（签名）：', '')),
        gap(10, { keepNext: true }),
        ...sealBlock(),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    当事人名单: '王建国、石榴镇惠民农机专业合作社',
    调解员: '孙立群',
    纠纷名称: sampleTitle,
    受理日期: '2026年11月9日',
    原期限: '2026年12月9日',
    理由: '水渠修复费用需要水利站出具预算，预计12月中旬完成。',
    天数: 15,
    延长至: '2026年12月24日',
    签名栏: [
      { 签名人: '申请人王建国', 方式: '（签名、盖章或按指印）' },
      { 签名人: '被申请人石榴镇惠民农机专业合作社', 方式: '（单位盖章、代表人签名）' },
    ],
    日期: '2026年12月7日',
  },
}
