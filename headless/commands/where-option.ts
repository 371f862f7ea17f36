import type { Filter } from '../../core/contract/register.ts'
import type { RegisterName } from '../../core/domain/field.ts'
import { UsageError, type Api } from './cli-session.ts'
import { readValue } from './record-input.ts'

/** `--where 字段=值`, as often as it is given. @throws UsageError */
export const filtersOf = (api: Api, register: RegisterName, where: readonly string[]): Promise<Filter[]> =>
  Promise.all(
    where.map(async (one) => {
      const cut = one.indexOf('=')
      if (cut < 1) throw new UsageError(`筛选条件应写成 字段=值：${one}`)
      const { field, value } = await readValue(api, register, one.slice(0, cut), one.slice(cut + 1))
      return { field, op: 'is' as const, value }
    }),
  )
