/** What holds a case file together: cover, catalogue, notes, back cover. */
import { casePapersOf } from '../../../documents/case-papers.ts'
import type { DocumentData } from '../../../documents/render.ts'
import type { Builder, CatalogueLine } from './builder.ts'
import { paperName, readCase } from './mediation-case.ts'
import { date, named, text } from './values.ts'

export const cover: Builder = (source, recordId, { pages }) => {
  const found = readCase(source, recordId)
  const { row, common } = found
  return {
    name: paperName('卷宗封面', found),
    data: {
      ...common,
      卷名: common.纠纷名称,
      纠纷类别: named('disputeCategory', row.category),
      调解起: date(row.acceptedOn),
      调解止: date(row.closedOn),
      立卷人: text(row.filedBy),
      立卷日期: date(row.filedOn),
      保管期限: named('retention', row.retention),
      页数: pages ?? '',
    },
  }
}

/** rows of one sheet: what the papers leave is blank, to be added to by hand */
const sheetRows = 18

const outside = ['cover', 'index', 'backCover']

const lineOf = ({ title, from, to, note }: CatalogueLine, index: number): DocumentData => ({
  序号: index + 1,
  文书名称: title,
  页号: from === to ? String(from) : `${String(from)}—${String(to)}`,
  备注: note,
})

export const catalogue: Builder = (source, recordId, binding) => {
  const found = readCase(source, recordId)
  const lines =
    binding.catalogue?.map(lineOf) ??
    casePapersOf(source.reader, recordId)
      .filter(({ type, state }) => !outside.includes(type) && state !== 'missing' && state !== 'notDue')
      .map(({ title }, index) => ({ 序号: index + 1, 文书名称: title }))
  const blank = Math.max(0, sheetRows - lines.length)
  return {
    name: paperName('卷内目录', found),
    data: { ...found.common, 目录: lines, 空行: Array.from({ length: blank }, () => ({})) },
  }
}

export const fileNote: Builder = (source, recordId) => {
  const found = readCase(source, recordId)
  const { row, common } = found
  return {
    name: paperName('卷宗情况说明', found),
    data: {
      ...common,
      卷名: common.纠纷名称,
      本卷情况: text(row.fileNote),
      缺项说明: text(row.missingNote),
      立卷人: text(row.filedBy),
      检查人: text(row.checkedBy),
      立卷日期: date(row.filedOn),
    },
  }
}

export const backCover: Builder = (source, recordId, { pages }) => {
  const found = readCase(source, recordId)
  const { row, common } = found
  return {
    name: paperName('封底', found),
    data: {
      ...common,
      总页数: pages ?? '',
      立卷人: text(row.filedBy),
      检查人: text(row.checkedBy),
      立卷日期: date(row.filedOn),
    },
  }
}
