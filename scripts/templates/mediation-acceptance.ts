/** 人民调解受理登记表: opens the dossier of a case; stands in for the written application (domain reference §1.5–1.6). */
import { dated, formColumns, formHead, formSheet, partyRows, remark, signers } from './mediation-parts.ts'
import {
  field,
  formFooter,
  formTable,
  gap,
  label,
  officialDocument,
  prose,
  row,
  section,
  size,
  type TemplateSource,
} from './parts.ts'
import { sampleBrief, sampleCase, sampleParties, sampleSigners } from './sample-case.ts'

export const mediationAcceptance: TemplateSource = {
  id: 'mediation-acceptance',
  title: '人民调解受理登记表',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('人民调解受理登记表', { size: size.smallFour, pitch: 20 }, [
    section(formSheet, {
      footers: { default: formFooter('人民调解受理登记表　{编号}') },
      children: [
        ...formHead('人民调解受理登记表'),
        formTable(formColumns, [
          row(9, label(1, '登记日期'), field(3, '{登记日期|空}'), label(2, '方式'), field(2, '{受理方式|空}')),
          row(
            9,
            label(1, '纠纷类型'),
            field(3, '{纠纷类型|空}'),
            label(2, '案件来源'),
            field(2, '{案件来源|空}{#来源细分}（{来源细分}）{/来源细分}'),
          ),
          ...partyRows(),
          { ...row(30, label(1, '纠纷简要', '情　　况'), prose(7, '纠纷简要情况')), maySplit: true },
          row(9, label(2, '是否可能激化'), field(2, '{可能激化|空}'), label(3, '是否涉家庭暴力'), field(1, '{涉家暴|空}')),
          row(9, label(3, '法院、公安、行政机关处理情况'), field(5, '{已由他处处理|空}')),
          row(9, label(1, '审查期限'), field(3, '{审查期限|空}'), label(2, '调解期限'), field(2, '{调解期限|空}')),
          row(10, label(2, '拟派人民调解员'), field(2, '{拟派调解员|空}'), label(2, '登记人签名'), field(2, '')),
          { ...row(18, label(1, '当事人签名'), signers(7)), keepNext: true },
          {
            ...row(24, label(1, '人民调解', '委员会意见'), {
              span: 7,
              align: 'left',
              lines: ['{受理意见|空}'],
              tail: ['', '（人民调解委员会印章）', dated('受理日期')],
            }),
            keepNext: true,
          },
          row(12, label(1, '备注'), field(7, '{备注|空}', 'left')),
        ]),
        gap(4),
        remark('说明：本表由人民调解委员会填写，入卷保存。人民调解不收取任何费用。'),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    登记日期: '2026年11月9日',
    受理方式: '依申请',
    纠纷类型: '损害赔偿',
    案件来源: '当事人申请',
    来源细分: '司法所窗口',
    当事人: sampleParties,
    纠纷简要情况: sampleBrief,
    可能激化: '否',
    涉家暴: '否',
    已由他处处理: '均未受理',
    审查期限: '2026年11月12日',
    调解期限: '2026年12月9日',
    拟派调解员: '孙立群',
    签名栏: sampleSigners,
    受理意见: '符合受理条件，予以受理，由孙立群主持调解。',
    受理日期: '2026年11月9日',
    备注: '当事人身份证明复印件已收。',
  },
}
