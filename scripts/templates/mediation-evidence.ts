/** 证据清单: what was handed in, by whom, and who checked it (domain reference §1.6 (7)). */
import { formHead, formSheet } from './mediation-parts.ts'
import {
  formFooter,
  formTable,
  gap,
  label,
  officialDocument,
  row,
  section,
  size,
  type CellSpec,
  type TemplateSource,
} from './parts.ts'
import { sampleCase } from './sample-case.ts'

const small = { size: size.five } as const
const cell = (...lines: string[]): CellSpec => ({ span: 1, lines, align: 'center', look: small })

export const mediationEvidence: TemplateSource = {
  id: 'mediation-evidence',
  title: '证据清单',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('证据清单', { size: size.smallFour, pitch: 20 }, [
    section(formSheet, {
      footers: { default: formFooter('证据清单　{编号}') },
      children: [
        ...formHead('证　据　清　单'),
        formTable(
          [12, 41, 18, 19, 18, 14, 11, 31],
          [
            {
              ...row(
                10,
                label(1, '序号'),
                label(1, '证据名称'),
                label(1, '种类'),
                label(1, '来源'),
                label(1, '提供人'),
                label(1, '原/复'),
                label(1, '页数'),
                label(1, '收取日期'),
              ),
              head: true,
            },
            row(
              11,
              cell('{#证据}{$n}'),
              { span: 1, lines: ['{名称}{#证明事项}（证明：{证明事项}）{/证明事项}'], align: 'left', look: small },
              cell('{种类|空}'),
              cell('{来源|空}'),
              cell('{提供人|空}'),
              cell('{形式|空}'),
              cell('{页数|空}'),
              cell('{收取日期|空}{/证据}'),
            ),
          ],
        ),
        formTable(
          [30, 52, 30, 52],
          [
            {
              ...row(9, label(1, '合　　计'), {
                span: 3,
                align: 'left',
                lines: ['共 {件数} 件，{总页数} 页{#核对人}；核对人：{核对人}{/核对人}'],
              }),
              keepNext: true,
            },
            {
              ...row(
                18,
                label(1, '提交人签名'),
                { span: 1, lines: [''], tail: ['', '　　年　　月　　日'] },
                label(1, '核对人签名'),
                { span: 1, lines: [''], tail: ['', '　　年　　月　　日'] },
              ),
            },
          ],
        ),
        gap(1),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    证据: [
      {
        名称: '土地承包经营权证',
        证明事项: '王建国对受损地块的承包权',
        种类: '书证',
        来源: '当事人提交',
        提供人: '王建国',
        形式: '复制件',
        页数: 2,
        收取日期: '2026年11月9日',
      },
      {
        名称: '压损地块照片',
        证明事项: '玉米倒伏范围和水渠损坏位置',
        种类: '勘验笔录、照片',
        来源: '现场拍摄',
        提供人: '周敏',
        形式: '原件',
        页数: 6,
        收取日期: '2026年11月12日',
      },
      { 名称: '农机作业单', 种类: '书证', 来源: '当事人提交', 提供人: '赵㼆', 形式: '原件', 页数: 1, 收取日期: '2026年11月13日' },
    ],
    件数: 3,
    总页数: 9,
    核对人: '周敏',
  },
}
