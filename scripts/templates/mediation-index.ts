/** 卷内目录: what lies in the file and on which page; the head of the table stands on every page. */
import { formHead, formSheet } from './mediation-parts.ts'
import { field, formFooter, formTable, label, officialDocument, row, section, size, type TemplateSource } from './parts.ts'
import { sampleCase } from './sample-case.ts'

export const mediationIndex: TemplateSource = {
  id: 'mediation-index',
  title: '卷内目录',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('卷内目录', { size: size.smallFour, pitch: 20 }, [
    section(formSheet, {
      footers: { default: formFooter('卷内目录　{编号}') },
      children: [
        ...formHead('卷　内　目　录'),
        formTable(
          [16, 88, 24, 36],
          [
            { ...row(10, label(1, '序号'), label(1, '文书名称'), label(1, '页号'), label(1, '备注')), head: true },
            row(
              9.5,
              field(1, '{#目录}{序号|空}'),
              field(1, '{文书名称|空}', 'left'),
              field(1, '{页号|空}'),
              field(1, '{备注|空}{/目录}', 'left'),
            ),
            row(9.5, field(1, '{#空行}'), field(1, ''), field(1, ''), field(1, '{/空行}')),
          ],
        ),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    目录: [
      ['人民调解申请书', '1'],
      ['人民调解受理登记表', '2'],
      ['权利义务告知书', '3—4'],
      ['身份证明', '5—6'],
      ['人民调解调查记录', '7—9'],
      ['证据清单', '10'],
      ['证据材料', '11—19'],
      ['人民调解记录（第 1 次）', '20—22'],
      ['人民调解记录（第 2 次）', '23—24'],
      ['人民调解协议书', '25—27'],
      ['履行证明', '28'],
      ['人民调解回访记录', '29'],
      ['卷宗情况说明', '30'],
    ].map(([文书名称, 页号], index) => ({ 序号: index + 1, 文书名称, 页号, 备注: index === 3 ? '复印件' : '' })),
    空行: Array.from({ length: 5 }, () => ({})),
  },
}
