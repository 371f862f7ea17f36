import { z } from 'zod'
import { code, division12, field, optional, text, type RegisterDescription } from '../field.ts'

const open = { about: 'matter', level: 'L1', leaves: 'always' } as const

/**
 * A division (区划) as it stood in one year: records keep the code they were written with, the table says what it was called then.
 * Parents are found by cutting the code off and filling it with zeros (reference §3.9).
 */
export const division: RegisterDescription = {
  name: 'division',
  label: '区划',
  counter: '条',
  fields: z.object({
    code: field(division12(), {
      ...open,
      label: '区划代码',
      kind: 'division',
      required: true,
      width: 150,
      aliases: ['统计用区划代码', '区划代码（12位）', '代码', '行政区划代码', '村代码'],
    }),
    year: field(z.int().min(1980).max(2100), {
      ...open,
      label: '年度',
      kind: 'integer',
      required: true,
      width: 80,
      aliases: ['年份', '版本年度', '区划年度'],
    }),
    name: field(text(60), {
      ...open,
      label: '名称',
      kind: 'text',
      required: true,
      width: 200,
      aliases: ['区划名称', '村（居）名称', '单位名称', '行政区划名称'],
    }),
    urbanRural: field(optional(code('urbanRural')), {
      ...open,
      label: '城乡分类',
      kind: 'code',
      codes: 'urbanRural',
      width: 110,
      aliases: ['城乡分类代码'],
    }),
  }),
  title: ['name'],
  search: { names: ['name'], text: [], digits: ['code'] },
  columns: ['code', 'name', 'year', 'urbanRural'],
  sort: { field: 'code', descending: false },
  sections: [{ title: '基本信息', fields: ['code', 'year', 'name', 'urbanRural'] }],
  schemaVersion: 1,
}
