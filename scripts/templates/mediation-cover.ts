/** 卷宗封面: the first sheet of a case file (domain reference §1.6 (1)). */
import { AlignmentType } from 'docx'
import {
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
  type CellSpec,
  type TemplateSource,
} from './parts.ts'
import { sampleCase, sampleTitle } from './sample-case.ts'

const center = { alignment: AlignmentType.CENTER } as const
const large = { size: size.three } as const
const wide = (line: string): CellSpec => ({ span: 3, lines: [line], align: 'left', look: large })
const half = (line: string): CellSpec => ({ span: 1, lines: [line], align: 'center', look: { size: size.four } })

export const mediationCover: TemplateSource = {
  id: 'mediation-cover',
  title: '卷宗封面',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei'],
  document: officialDocument('人民调解卷宗', { size: size.three, pitch: 28 }, [
    section(
      { margins: [38, 24, 24, 28], footer: 14 },
      {
        children: [
          paragraph(text('{调委会名称}', { font: 'title', size: size.two }), { ...center, spacing: pitch(36, 0, 18) }),
          paragraph(text('人民调解卷宗', { font: 'title', size: 72, spacing: 160 }), { ...center, spacing: pitch(60, 10, 34) }),
          formTable(
            [30, 49, 30, 49],
            [
              row(24, label(1, '卷　　名'), wide('{卷名|空}')),
              row(17, label(1, '卷　　号'), wide('{编号|空}')),
              row(17, label(1, '纠纷类别'), wide('{纠纷类别|空}')),
              row(17, label(1, '调　解　员'), wide('{调解员|空}')),
              row(17, label(1, '调解日期'), wide('{调解起|空}{#调解止}　至　{调解止}{/调解止}')),
              row(17, label(1, '立　卷　人'), half('{立卷人|空}'), label(1, '立卷日期'), half('{立卷日期|空}')),
              row(17, label(1, '保管期限'), half('{保管期限|空}'), label(1, '页　　数'), half('{页数|空}')),
              row(24, label(1, '备　　注'), wide('{备注|空}')),
            ],
          ),
          gap(16),
          paragraph(text('一案一卷　妥善保管', { font: 'kai', size: size.four }), { ...center, spacing: pitch(24) }),
        ],
      },
    ),
  ]),
  sample: {
    ...sampleCase,
    卷名: sampleTitle,
    纠纷类别: '损害赔偿',
    调解员: '孙立群、周敏',
    调解起: '2026年11月9日',
    调解止: '2026年11月21日',
    立卷人: '周敏',
    立卷日期: '2026年12月15日',
    保管期限: '长期',
    页数: 36,
    备注: '附光盘一张。',
  },
}
