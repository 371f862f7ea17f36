/** 卷宗情况说明: what is missing, mended, added, taken out or destroyed in a file. */
import { dated, formHead, formSheet } from './mediation-parts.ts'
import { field, formFooter, formTable, label, officialDocument, prose, row, section, size, type TemplateSource } from './parts.ts'
import { sampleCase, sampleTitle } from './sample-case.ts'

const columns = [32, 50, 32, 50] as const

export const mediationFileNote: TemplateSource = {
  id: 'mediation-file-note',
  title: '卷宗情况说明',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('卷宗情况说明', { size: size.smallFour, pitch: 20 }, [
    section(formSheet, {
      footers: { default: formFooter('卷宗情况说明　{编号}') },
      children: [
        ...formHead('卷宗情况说明'),
        formTable(columns, [
          row(12, label(1, '卷　　名'), field(3, '{卷名|空}', 'left')),
          row(12, label(1, '卷　　号'), field(3, '{编号|空}', 'left')),
          {
            ...row(80, label(1, '本卷情况', '（缺损、修改、', '补充、移出、', '销毁等）'), prose(3, '本卷情况')),
            maySplit: true,
          },
          { ...row(50, label(1, '缺项说明'), prose(3, '缺项说明')), maySplit: true },
          {
            ...row(
              16,
              label(1, '立卷人签名', '{#立卷人}（{立卷人}）{/立卷人}'),
              field(1, ''),
              label(1, '检查人签名', '{#检查人}（{检查人}）{/检查人}'),
              field(1, ''),
            ),
            keepNext: true,
          },
          row(14, label(1, '立卷时间'), field(3, dated('立卷日期'))),
        ]),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    卷名: sampleTitle,
    本卷情况: '本卷证据材料第3项为热敏纸单据，已复印附后。\n2026年12月10日补充回访记录一份。',
    缺项说明: '被申请人单位委托书原件由其留存，卷内为核对无异的复印件。',
    立卷人: '周敏',
    检查人: '何文静',
    立卷日期: '2026年12月15日',
  },
}
