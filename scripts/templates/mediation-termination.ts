/** 终止人民调解通知书 or 人民调解不成告知书, by the outcome: reason and remedies (People's Mediation Law §26, rule M-05). */
import { body, deliveryReceipt, letterHead, letterSheet, paragraphs, plain, sealBlock, tag } from './mediation-parts.ts'
import { formFooter, gap, officialDocument, section, size, type TemplateSource } from './parts.ts'
import { sampleCase, sampleDelivery, sampleTitle } from './sample-case.ts'

export const mediationTermination: TemplateSource = {
  id: 'mediation-termination',
  title: '终止调解通知书',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'song', 'hei'],
  document: officialDocument('终止调解通知书', { size: size.four, pitch: 26 }, [
    section(letterSheet, {
      footers: { default: formFooter('{标题}　{编号}') },
      children: [
        ...letterHead('{标题}'),
        plain('{当事人名单}：'),
        body('关于{纠纷名称}，本会于{受理日期}受理并指派{调解员}进行调解。'),
        body('因{终止原因}，根据《中华人民共和国人民调解法》第二十六条的规定，本会于{终止日期}终止调解。'),
        tag('{#说明|有}'),
        ...paragraphs('说明'),
        tag('{/说明|有}'),
        body('调解终止后，各方当事人可以依法通过下列途径维护自己的权利：', true),
        tag('{#救济途径|段落}'),
        body('{.}', true),
        tag('{/救济途径|段落}'),
        body('特此通知。', true),
        gap(10, { keepNext: true }),
        ...sealBlock('终止日期', false),
        ...deliveryReceipt(),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    标题: '人民调解不成告知书',
    当事人名单: '王建国、石榴镇惠民农机专业合作社',
    纠纷名称: sampleTitle,
    受理日期: '2026年11月9日',
    调解员: '孙立群',
    终止原因: '各方当事人无法达成协议',
    说明: '双方对赔偿数额分歧较大，经两次调解未能取得一致。',
    救济途径: '1．向示例县人民法院提起诉讼；\n2．依法可以申请仲裁或者请求行政机关处理的，按照有关规定办理。',
    终止日期: '2026年11月30日',
    送达: sampleDelivery,
  },
}
