import { useSearchParams } from 'react-router'
import type { FigureTable, PopulationDimension } from '../../../core/contract/statistics.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useToday } from '../../ui/today.ts'
import { Choice } from './choice.tsx'
import { FigureBars } from './figure-bars.tsx'
import { FigureSheet } from './figure-sheet.tsx'
import {
  conditionFilters,
  conditionNames,
  conditionOptions,
  dimensionNames,
  dimensions,
  isDimension,
  type ConditionName,
  type Conditions,
} from './population-words.ts'

/** 人口: two of village, grid, type, age and sex against each other, narrowed by further conditions. All of it stands in the address. */
export function PopulationTab() {
  const today = useToday()
  const [search, setSearch] = useSearchParams()
  const asked = search.get('rows')
  const rows = isDimension(asked) ? asked : 'village'
  const across = search.get('columns')
  const columns = isDimension(across) && across !== rows ? across : rows === 'ageBand' ? 'sex' : 'ageBand'
  const conditions: Conditions = Object.fromEntries(
    conditionNames.flatMap((name) => {
      const value = search.get(`only-${name}`)
      return value === null ? [] : [[name, value]]
    }),
  )
  const query = { rows, columns, where: conditionFilters(conditions, today) }
  const loaded = useLoaded(['statistics', 'population', query], () => api.statistics.population(query), [
    'resident',
    'village',
    'grid',
  ])
  const villages = useLoaded(['register', 'village', 'options'], () => api.register.list({ register: 'village', limit: 500 }), [
    'village',
  ])
  const options: Record<ConditionName, { value: string; label: string }[]> = {
    ...conditionOptions,
    village: (villages.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title })),
  }
  const put = (values: Readonly<Record<string, string | undefined>>) => {
    setSearch(
      (before) => {
        for (const [key, value] of Object.entries(values)) {
          if (value === undefined) before.delete(key)
          else before.set(key, value)
        }
        return before
      },
      { replace: true },
    )
  }
  const chosen = conditionNames.flatMap((name) => {
    const value = conditions[name]
    const label = options[name].find((option) => option.value === value)?.label
    return label === undefined ? [] : [`${dimensionNames[name].label}“${label}”`]
  })
  const named = (list: readonly PopulationDimension[]) => list.map((value) => ({ value, label: dimensionNames[value].label }))
  return (
    <FigureSheet
      title={`人口统计表（${dimensionNames[rows].short}、${dimensionNames[columns].short}）`}
      note={`只计在册人员${chosen.length === 0 ? '' : `，只看${chosen.join('、')}`}；年龄为 ${today} 的周岁。`}
      counter="人"
      corner={dimensionNames[rows].label}
      query={query}
      loaded={loaded}
      chart={(table) => <PopulationChart table={table} rows={rows} columns={columns} />}
      pickers={
        <>
          <Choice
            label="行"
            value={rows}
            options={named(dimensions)}
            onChoose={(next) => {
              // the two change places
              put({ rows: next, columns: next === columns ? rows : columns })
            }}
          />
          <Choice
            label="列"
            value={columns}
            options={named(dimensions.filter((one) => one !== rows))}
            onChoose={(next) => {
              put({ columns: next })
            }}
          />
          {conditionNames.map((name) => (
            <Choice
              key={name}
              label={`只看${dimensionNames[name].label}`}
              none="不限"
              value={conditions[name]}
              options={options[name]}
              onChoose={(next) => {
                put({ [`only-${name}`]: next })
              }}
            />
          ))}
        </>
      }
    />
  )
}

/** Age by sex is drawn as a pyramid, the oldest above; anything else by its rows. */
function PopulationChart({
  table,
  rows,
  columns,
}: {
  table: FigureTable
  rows: PopulationDimension
  columns: PopulationDimension
}) {
  const isPyramid = (rows === 'ageBand' && columns === 'sex') || (rows === 'sex' && columns === 'ageBand')
  if (!isPyramid) {
    const bars = table.rows.map(({ key, label }, at) => ({ key, label, right: table.rowTotals[at]?.total ?? 0 }))
    return <FigureBars title={`各${dimensionNames[rows].label}人数`} bars={bars} />
  }
  const ages = rows === 'ageBand' ? table.rows : table.columns
  const sexes = rows === 'ageBand' ? table.columns : table.rows
  const at = (age: number, sex: string) => {
    const other = sexes.findIndex(({ key }) => key === sex)
    return (rows === 'ageBand' ? table.cells[age]?.[other] : table.cells[other]?.[age])?.total ?? 0
  }
  const bars = ages.map(({ key, label }, age) => ({ key, label, left: at(age, '1'), right: at(age, '2') })).reverse()
  return <FigureBars title="人口金字塔" bars={bars} sides={{ left: '男', right: '女' }} />
}
