/** 履行催告函: the committee urges a party to perform what was agreed (People's Mediation Law §31). */
import { body, deliveryReceipt, letterHead, letterSheet, paragraphs, plain, sealBlock, tag } from './mediation-parts.ts'
import { formFooter, gap, officialDocument, section, size, type TemplateSource } from './parts.ts'
import { sampleCase, sampleTitle } from './sample-case.ts'

export const mediationUrge: TemplateSource = {
  id: 'mediation-urge',
  title: '履行催告函',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('履行催告函', { size: size.four, pitch: 26 }, [
    section(letterSheet, {
      footers: { default: formFooter('履行催告函　{编号}') },
      children: [
        ...letterHead('履行催告函'),
        plain('{被督促人}：'),
        body(
          '您（单位）与他方当事人就{纠纷名称}，于{达成日期}经本会主持调解达成{协议形式}（编号：{编号}），协议自{生效日期}起生效，对各方当事人具有法律约束力。',
        ),
        tag('{#未履行|有}'),
        body('经核实，下列事项尚未履行或者未全部履行：'),
        tag('{#未履行}'),
        body('{$n}．{内容}{#到期日}，约定于{到期日}前履行{/到期日}{#未付}，尚欠人民币{未付}元（大写：{大写}）{/未付}。'),
        tag('{/未履行}'),
        tag('{/未履行|有}'),
        ...paragraphs('督促内容'),
        body('请您（单位）于{限期}前按照协议履行，并将履行情况告知本会。履行确有困难或者对协议有不同意见的，请及时与本会联系。'),
        body('逾期仍不履行的，他方当事人可以依法向人民法院起诉；协议已经人民法院确认有效的，可以申请强制执行。', true),
        plain('　　联系人：{督促人}{#联系电话}　　电话：{联系电话}{/联系电话}', true),
        gap(10, { keepNext: true }),
        ...sealBlock('日期', false),
        ...deliveryReceipt(),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    被督促人: '石榴镇惠民农机专业合作社',
    纠纷名称: sampleTitle,
    达成日期: '2026年11月21日',
    协议形式: '书面协议',
    生效日期: '2026年11月21日',
    未履行: [
      { 内容: '修渠费用', 到期日: '2026年12月31日', 未付: '5,000.00', 大写: '伍仟元整' },
      { 内容: '将损坏的水渠修复至可正常通水', 到期日: '2026年12月5日' },
    ],
    督促内容: '2027年1月6日经回访，第二期款项尚未交付。',
    限期: '2027年1月15日',
    督促人: '孙立群',
    联系电话: '0990-0000001',
    送达: [{ 受送达人: '石榴镇惠民农机专业合作社' }],
    日期: '2027年1月8日',
  },
}
