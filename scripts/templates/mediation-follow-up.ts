/** 人民调解回访记录: what became of an agreement (domain reference §1.6 (11)). */
import { formHead, formSheet } from './mediation-parts.ts'
import {
  field,
  formFooter,
  formTable,
  label,
  officialDocument,
  prose,
  row,
  section,
  size,
  type RowSpec,
  type TemplateSource,
} from './parts.ts'
import { sampleCase, sampleTitle } from './sample-case.ts'

const columns = [32, 50, 32, 50] as const
const wide = (words: string, tag: string): RowSpec => row(11, label(1, words), field(3, tag, 'left'))
const two = (first: string, firstTag: string, second: string, secondTag: string): RowSpec =>
  row(11, label(1, first), field(1, firstTag), label(1, second), field(1, secondTag))

export const mediationFollowUp: TemplateSource = {
  id: 'mediation-follow-up',
  title: '人民调解回访记录',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('人民调解回访记录', { size: size.smallFour, pitch: 20 }, [
    section(formSheet, {
      footers: { default: formFooter('人民调解回访记录　{编号}') },
      children: [
        ...formHead('人民调解回访记录', '{调委会名称}'),
        formTable(columns, [
          wide('当　事　人', '{当事人名单|空}'),
          wide('调解协议编号', '{编号|空}'),
          wide('回访事由', '{纠纷名称|空}'),
          two('回访种类', '{回访种类|空}', '回访方式', '{回访方式|空}'),
          two('回访时间', '{回访时间|空}', '回访对象', '{回访对象|空}'),
          two('履行情况', '{履行情况|空}', '满意程度', '{满意程度|空}'),
          row(11, label(1, '有无反复', '或　激　化'), field(1, '{有无反复|空}'), label(1, '回　访　人'), field(1, '{回访人|空}')),
          { ...row(66, label(1, '回访情况'), prose(3, '回访情况')), maySplit: true },
          { ...row(36, label(1, '存在隐患和', '采取的措施'), prose(3, '措施')), maySplit: true },
          {
            ...row(
              22,
              label(1, '回访对象签名'),
              { span: 1, lines: [''], tail: ['', '　　年　　月　　日'] },
              label(1, '回访人签名'),
              { span: 1, lines: [''], tail: ['', '　　年　　月　　日'] },
            ),
          },
        ]),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    当事人名单: '王建国、石榴镇惠民农机专业合作社',
    纠纷名称: sampleTitle,
    回访种类: '达成协议后回访',
    回访方式: '上门',
    回访时间: '2026年11月28日',
    回访对象: '王建国',
    履行情况: '部分履行',
    满意程度: '满意',
    有无反复: '无',
    回访情况:
      '第一期赔偿款已于11月28日当面付清，王建国出具了收条。水渠正在修复，预计12月3日通水。双方见面能够打招呼，没有新的争执，均未起诉。',
    措施: '12月5日由村民委员会查验水渠；12月31日前提醒合作社支付第二期款项。',
    回访人: '孙立群',
  },
}
