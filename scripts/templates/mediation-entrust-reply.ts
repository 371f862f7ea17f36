/** 委托调解反馈函: tells the court or authority that entrusted a dispute what became of it. */
import { body, letterHead, letterSheet, paragraphs, paragraphsOrRoom, plain, sealBlock, tag } from './mediation-parts.ts'
import { formFooter, gap, officialDocument, section, size, type TemplateSource } from './parts.ts'
import { sampleCase, sampleTitle } from './sample-case.ts'

export const mediationEntrustReply: TemplateSource = {
  id: 'mediation-entrust-reply',
  title: '委托调解反馈函',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('委托调解反馈函', { size: size.three, pitch: 28 }, [
    section(letterSheet, {
      footers: { default: formFooter('委托调解反馈函　{编号}') },
      children: [
        ...letterHead('委托调解反馈函'),
        plain('{委托机关}：'),
        body(
          '你单位{委托日期}（{委托函号}）委托我会调解的{纠纷名称}，当事人为{当事人名单}。{#受理日期}我会于{受理日期}受理，指派{调解员}主持调解。{/受理日期}现将调解情况函告如下：',
        ),
        ...paragraphsOrRoom('结果'),
        tag('{#说明|有}'),
        ...paragraphs('说明'),
        tag('{/说明|有}'),
        body('特此函告。', true),
        tag('{#附件|有}'),
        plain('　　附件：{附件}', true),
        tag('{/附件|有}'),
        plain('　　联系人：{联系人}{#联系电话}　　电话：{联系电话}{/联系电话}', true),
        gap(12, { keepNext: true }),
        ...sealBlock('反馈日期'),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    委托机关: '示例县人民法院',
    委托日期: '2026年11月8日',
    委托函号: '（2026）示诉前委调第31号',
    纠纷名称: sampleTitle,
    当事人名单: '王建国、石榴镇惠民农机专业合作社',
    受理日期: '2026年11月9日',
    调解员: '孙立群',
    结果: '经调解，各方当事人于2026年11月21日自愿达成书面协议，协议自2026年11月21日起生效。目前履行情况：部分履行。',
    说明: '当事人表示将共同申请司法确认。',
    附件: '人民调解协议书复印件1份',
    联系人: '孙立群',
    联系电话: '0990-0000001',
    反馈日期: '2026年11月24日',
  },
}
