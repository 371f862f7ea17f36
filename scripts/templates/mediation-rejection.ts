/** 不予受理告知书: why the committee does not take the dispute on, and where it belongs. */
import { body, deliveryReceipt, letterHead, letterSheet, paragraphs, plain, sealBlock, tag } from './mediation-parts.ts'
import { formFooter, gap, officialDocument, section, size, type TemplateSource } from './parts.ts'
import { sampleCase, sampleTitle } from './sample-case.ts'

export const mediationRejection: TemplateSource = {
  id: 'mediation-rejection',
  title: '不予受理告知书',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'song', 'hei'],
  document: officialDocument('不予受理告知书', { size: size.four, pitch: 26 }, [
    section(letterSheet, {
      footers: { default: formFooter('不予受理告知书') },
      children: [
        ...letterHead('不予受理告知书'),
        plain('{申请人名单}：'),
        body('您（单位）于{登记日期}就{纠纷名称}申请人民调解。经审查，因{不予受理理由}，本会决定不予受理。'),
        tag('{#说明|有}'),
        ...paragraphs('说明'),
        tag('{/说明|有}'),
        body('您（单位）可以依法通过下列途径解决：', true),
        tag('{#救济途径|段落}'),
        body('{.}', true),
        tag('{/救济途径|段落}'),
        body('特此告知。', true),
        gap(10, { keepNext: true }),
        ...sealBlock('告知日期', false),
        ...deliveryReceipt(),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    申请人名单: '王建国',
    登记日期: '2026年11月9日',
    纠纷名称: sampleTitle,
    不予受理理由: '法院、公安或行政机关已受理或已解决',
    说明: '示例县人民法院已于2026年11月5日立案。',
    救济途径: '请按照人民法院的通知参加诉讼；诉讼中各方愿意调解的，可以向人民法院提出。',
    告知日期: '2026年11月11日',
    送达: [{ 受送达人: '王建国' }],
  },
}
