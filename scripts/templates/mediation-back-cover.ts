/** 封底: how many sheets the file holds, who bound it, and room for notes of later years (备考表). */
import { AlignmentType } from 'docx'
import { dated } from './mediation-parts.ts'
import {
  field,
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
import { sampleCase } from './sample-case.ts'

const center = { alignment: AlignmentType.CENTER } as const
const note = () => row(13, field(1, ''), field(1, ''), field(1, ''))

export const mediationBackCover: TemplateSource = {
  id: 'mediation-back-cover',
  title: '封底',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei'],
  document: officialDocument('卷宗封底', { size: size.three, pitch: 30 }, [
    section(
      { margins: [44, 28, 24, 28], footer: 14 },
      {
        children: [
          paragraph(text('备　考　表', { font: 'title', size: size.two }), { ...center, spacing: pitch(40, 0, 10) }),
          formTable(
            [34, 84, 36],
            [
              row(10, label(1, '日期'), label(1, '卷内文件变动情况'), label(1, '经手人')),
              note(),
              note(),
              note(),
              note(),
              note(),
              note(),
            ],
          ),
          gap(46),
          paragraph(text('本卷连面带底共 {总页数} 页，附证物 {证物袋} 袋。', { size: size.three }), {
            ...center,
            spacing: pitch(34, 0, 26),
          }),
          paragraph('卷　号：{编号}', { style: 'Plain', indent: { left: 1700, firstLine: 0 }, spacing: pitch(36) }),
          paragraph('立卷人：{立卷人}', { style: 'Plain', indent: { left: 1700, firstLine: 0 }, spacing: pitch(36) }),
          paragraph('检查人：{检查人}', { style: 'Plain', indent: { left: 1700, firstLine: 0 }, spacing: pitch(36) }),
          paragraph(`日　期：${dated('立卷日期')}`, { style: 'Plain', indent: { left: 1700, firstLine: 0 }, spacing: pitch(36) }),
          gap(20),
          paragraph(text('{调委会名称}', { font: 'kai', size: size.four }), { ...center, spacing: pitch(24) }),
        ],
      },
    ),
  ]),
  sample: { ...sampleCase, 总页数: 38, 证物袋: 1, 立卷人: '周敏', 检查人: '何文静', 立卷日期: '2026年12月15日' },
}
