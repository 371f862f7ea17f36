/** 结案报告表: one sheet that tells the whole case, for whoever reviews it. */
import { dated, formHead, formSheet } from './mediation-parts.ts'
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
import { sampleBrief, sampleCase } from './sample-case.ts'

const columns = [32, 50, 32, 50] as const
const two = (first: string, firstTag: string, second: string, secondTag: string): RowSpec =>
  row(9, label(1, first), field(1, firstTag), label(1, second), field(1, secondTag))

export const mediationClosingReport: TemplateSource = {
  id: 'mediation-closing-report',
  title: '结案报告表',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('结案报告表', { size: size.smallFour, pitch: 20 }, [
    section(formSheet, {
      footers: { default: formFooter('人民调解结案报告表　{编号}') },
      children: [
        ...formHead('人民调解结案报告表', '卷号：{编号}　　　　　　填表时间：{填表日期}'),
        formTable(columns, [
          two('承办单位', '{调委会名称|空}', '承　办　人', '{调解员|空}'),
          two('受理时间', '{受理日期|空}', '结案时间', '{结案日期|空}'),
          two('案件来源', '{案件来源|空}', '纠纷类别', '{纠纷类别|空}'),
          two('调解结果', '{调解结果|空}', '协议金额（元）', '{协议金额|空}'),
          two('履行情况', '{履行情况|空}', '司法确认', '{司法确认|空}'),
          row(12, label(1, '当　事　人'), field(3, '{当事人名单|空}', 'left')),
          { ...row(40, label(1, '简要事实'), prose(3, '简要事实')), maySplit: true },
          { ...row(46, label(1, '调解经过', '和　结　果'), prose(3, '经过')), maySplit: true },
          {
            ...row(18, label(1, '承办人签名'), { span: 3, lines: [''], tail: ['', '　　年　　月　　日'] }),
            keepNext: true,
          },
          row(30, label(1, '审核意见'), {
            span: 3,
            lines: ['{审核意见|空}', ''],
            align: 'left',
            tail: ['审核人（签名）：　　　　　　　　', dated('审核日期')],
          }),
        ]),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    填表日期: '2026年12月15日',
    调解员: '孙立群、周敏',
    受理日期: '2026年11月9日',
    结案日期: '2026年12月12日',
    案件来源: '当事人申请',
    纠纷类别: '损害赔偿',
    调解结果: '书面协议',
    协议金额: '12,500.50',
    履行情况: '已履行',
    司法确认: '未申请',
    当事人名单: '申请人王建国；被申请人石榴镇惠民农机专业合作社',
    简要事实: sampleBrief,
    经过: '2026年11月9日受理，指派孙立群主持调解。\n2026年11月16日第1次调解：达成协议。\n2026年11月21日达成书面协议，当日生效。\n2026年12月12日全部履行完毕，结案。',
    审核意见: '同意结案。',
    审核日期: '2026年12月15日',
  },
}
