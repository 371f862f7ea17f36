/** 人民调解协议履行证明: what was performed and when, with the receipt; may be handed to the police with the party's own application. */
import { AlignmentType } from 'docx'
import { body, letterHead, letterSheet, remark, sealBlock, signatureRow, signatureTable, tag } from './mediation-parts.ts'
import {
  field,
  formFooter,
  formTable,
  gap,
  label,
  officialDocument,
  paragraph,
  pitch,
  row,
  section,
  size,
  text,
  type TemplateSource,
} from './parts.ts'
import { sampleAmount, sampleCase, sampleInstalments, sampleTitle } from './sample-case.ts'

const center = { alignment: AlignmentType.CENTER } as const

export const mediationPerformance: TemplateSource = {
  id: 'mediation-performance',
  title: '人民调解协议履行证明',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('人民调解协议履行证明', { size: size.four, pitch: 25 }, [
    section(letterSheet, {
      footers: { default: formFooter('人民调解协议履行证明　{编号}') },
      children: [
        ...letterHead('人民调解协议履行证明'),
        body(
          '{当事人名单}就{纠纷名称}，于{达成日期}经本会主持调解达成{协议形式}（编号：{编号}），协议自{生效日期}起生效。经核实，协议履行情况为：{履行情况}。',
        ),
        gap(4),
        formTable(
          [12, 41, 39, 39, 25],
          [
            {
              ...row(
                9,
                label(1, '期次'),
                label(1, '履行事项'),
                label(1, '约定期限'),
                label(1, '履行日期'),
                label(1, '已付（元）'),
              ),
              head: true,
              keepNext: true,
            },
            row(
              10,
              field(1, '{#事项}{期次|空}'),
              field(1, '{内容|空}{#应付}（{应付}元）{/应付}', 'left'),
              field(1, '{到期日|空}'),
              field(1, '{履行日|空}'),
              field(1, '{实付|空}{/事项}'),
            ),
          ],
        ),
        gap(6),
        tag('{#已付合计}'),
        body('以上已付款项合计人民币{数字}元（大写：{大写}）。'),
        tag('{/已付合计}'),
        body('特此证明。', true),
        gap(6, { keepNext: true }),
        signatureTable(signatureRow('人民调解员（签名）：', '')),
        gap(6, { keepNext: true }),
        ...sealBlock(),
        tag('{#收条}'),
        paragraph(text('收　　条', { font: 'title', size: size.three }), {
          ...center,
          spacing: pitch(30, 14, 4),
          keepNext: true,
        }),
        body('今收到{付款人}依照上述协议交付的款项，人民币{收款数字}元（大写：{收款大写}）。', true),
        gap(4, { keepNext: true }),
        signatureTable(signatureRow('收款人：', '（签名或按指印）'), signatureRow('调解员（签名）：', '')),
        gap(6),
        tag('{/收条}'),
        tag('{#治安案件}'),
        remark('说明：符合治安管理处罚法第九条规定、当事人书面申请并经公安机关认可的，本证明可以随申请交公安机关。'),
        tag('{/治安案件}'),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    当事人名单: '王建国、石榴镇惠民农机专业合作社',
    纠纷名称: sampleTitle,
    达成日期: '2026年11月21日',
    协议形式: '书面协议',
    生效日期: '2026年11月21日',
    履行情况: '已履行',
    事项: sampleInstalments.map(({ 期次, 内容, 到期日, 数字 }, index) => ({
      期次,
      内容,
      应付: 数字,
      到期日,
      履行日: index === 0 ? '2026年11月28日' : '2026年12月30日',
      实付: 数字,
    })),
    已付合计: sampleAmount,
    治安案件: true,
    收条: { 付款人: '石榴镇惠民农机专业合作社', 收款数字: '12,500.50', 收款大写: '壹万贰仟伍佰元伍角整' },
    日期: '2026年12月30日',
  },
}
