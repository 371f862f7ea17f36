/** 司法确认申请书: both parties together ask the court within thirty days (People's Mediation Law §33; Civil Procedure Law §205). */
import { fullParties, payment } from './mediation-agreement.ts'
import { body, heading, letterSheet, paragraphs, partySignatures, plain, signatureTable, tag } from './mediation-parts.ts'
import { formFooter, gap, officialDocument, paragraph, pitch, section, size, text, type TemplateSource } from './parts.ts'
import { sampleAmount, sampleCase, sampleFullParties, sampleInstalments, sampleSignatures, sampleTitle } from './sample-case.ts'

export const mediationConfirmation: TemplateSource = {
  id: 'mediation-confirmation',
  title: '司法确认申请书',
  register: 'mediation',
  fonts: ['title', 'body', 'hei', 'kai', 'song'],
  document: officialDocument('司法确认申请书', { size: size.three, pitch: 27.5, spacing: -5 }, [
    section(letterSheet, {
      footers: { default: formFooter('司法确认申请书　{编号}') },
      children: [
        paragraph(text('司法确认申请书', { spacing: 60 }), { style: 'PaperTitle', spacing: pitch(42, 4, 14) }),
        ...fullParties,
        tag('{#涉家暴}'),
        body('各方的联系方式和送达地址另纸分别提交人民法院。'),
        tag('{/涉家暴}'),
        heading('请求事项'),
        body('请求人民法院依法确认申请人于{达成日期}在{调委会名称}主持下达成的《人民调解协议书》（编号：{编号}）有效。'),
        heading('事实和理由'),
        body('申请人因{纠纷名称}，经{调委会名称}主持调解，自愿达成上述协议。协议于{生效日期}生效。主要内容如下：'),
        tag('{#条款}'),
        body('{$n}．{内容}'),
        tag('{/条款}'),
        ...payment,
        tag('{#说明|有}'),
        ...paragraphs('说明'),
        tag('{/说明|有}'),
        heading('申请人承诺'),
        body(
          '申请人为解决纠纷自愿达成协议，没有恶意串通、规避法律；协议不损害国家利益、社会公共利益和他人合法权益。因协议内容造成他人损害的，愿意依法承担责任。',
          true,
        ),
        body('各方现共同提出申请。此致', true),
        plain('{法院}', true),
        gap(6, { keepNext: true }),
        signatureTable(partySignatures()),
        gap(4),
        plain(
          '附：人民调解协议书原件{份数}份；申请人身份证明、资格证明；与协议有关的财产权利证明；送达地址和联系方式；委托代理的，授权委托书。',
        ),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    当事人: sampleFullParties,
    涉家暴: true,
    法院: '示例县人民法院',
    达成日期: '2026年11月21日',
    纠纷名称: sampleTitle,
    生效日期: '2026年11月21日',
    条款: [
      { 内容: '石榴镇惠民农机专业合作社分两期赔偿王建国12,500.50元。' },
      { 内容: '石榴镇惠民农机专业合作社于2026年12月5日前修复水渠。' },
    ],
    金额: sampleAmount,
    履行方式: '分期履行',
    履行地点: '石榴镇人民调解委员会',
    履行时限: '2026年12月31日前',
    分期: sampleInstalments.map(({ 期次, 内容, 到期日, 数字, 大写 }) => ({ 期次, 内容, 到期日, 数字, 大写 })),
    说明: '协议约定分期履行，各方为保证按期履行，共同申请司法确认。',
    签名栏: sampleSignatures,
    份数: '一',
  },
}
