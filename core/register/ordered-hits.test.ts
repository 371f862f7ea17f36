/** The first hits of a list by its indexes alone are the first hits of the whole list, and nothing is read through for them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Filter, ListInput } from '../contract/register.ts'
import { addDays } from '../domain/day.ts'
import { mediation } from '../domain/mediation/fields.ts'
import { longCommand } from '../server/command.ts'
import { openContext } from '../server/router-base.ts'
import { newTestDesk, type TestDesk } from '../testing.ts'
import { filterConditions, orderOf } from './conditions.ts'
import { orderedHits, planOf } from './ordered-hits.ts'
import { hitsQuery, takeSnapshot } from './snapshots.ts'
import { parseValues } from './values.ts'

const cases = 2600
const old = { title: '甲与乙纠纷', category: '02', registeredOn: '2026-01-01', summary: '院墙滴水' }

const fill = longCommand('testFill', { right: 'mediation', label: '生成数据' }, (write, count: number) => {
  const { values } = parseValues(mediation, old)
  for (let at = 0; at < count; at++) {
    const registeredOn = addDays('2020-01-01', Math.floor(at / 3))
    const young = at > count - 300
    const state = young ? (['registered', 'mediating', 'agreed'][at % 3] ?? '') : at % 50 === 0 ? 'closed' : 'archived'
    const { id } = write.records.insert('mediation', {
      ...values,
      registeredOn,
      status: state,
      category: at % 2 === 0 ? '01' : '02',
      dueOn: addDays(registeredOn, 29),
      fileNo: `第${String((at * 7) % count)}号`,
    })
    if (at % 97 === 0) write.records.remove('mediation', id, 1, '测试')
  }
  return Promise.resolve()
})

let desk: TestDesk
const readerOf = () => openContext(desk.context).desk.database.reader

beforeAll(async () => {
  desk = await newTestDesk()
  await fill(openContext(desk.context), cases)
})
afterAll(() => desk.close())

const status = (...value: string[]): Filter => ({ field: 'status', op: 'in', value })
const due = (op: 'from' | 'to', value: string): Filter => ({ field: 'dueOn', op, value })
const young = addDays('2020-01-01', Math.floor((cases - 300) / 3))

type Query = Omit<ListInput, 'register'>

/** what must be known without reading everything */
const known: [label: string, query: Query][] = [
  ['all', {}],
  ['one rare state', { where: [status('agreed')] }],
  ['one frequent state', { where: [status('archived')] }],
  ['several states', { where: [status('registered', 'mediating')] }],
  ['states of the young, with old ones among them', { where: [status('closed', 'archived', 'agreed')] }],
  ['nearly due', { where: [status('mediating', 'agreed'), due('from', young), due('to', addDays(young, 40))] }],
  ['a frequent state and a frequent kind', { where: [status('archived'), { field: 'category', op: 'is', value: '02' }] }],
  [
    'a kind in a period long ago',
    {
      where: [
        { field: 'category', op: 'is', value: '01' },
        { field: 'registeredOn', op: 'from', value: '2020-02-01' },
        { field: 'registeredOn', op: 'to', value: '2021-12-31' },
      ],
    },
  ],
  ['by number', { sort: [{ field: 'fileNo', descending: true }] }],
  ['by term', { sort: [{ field: 'dueOn', descending: false }] }],
  ['a state by term', { where: [status('archived')], sort: [{ field: 'dueOn', descending: false }] }],
  ['a state that nobody has', { where: [status('voided')] }],
]

const ask = (query: Query): ListInput => ({ register: 'mediation', ...query })

describe('the first hits by indexes', () => {
  test.each(known)('%s: the beginning of the whole list', (_, query) => {
    const found = orderedHits(readerOf(), ask(query), 300) ?? expect.fail('not known')
    const whole = [...takeSnapshot(readerOf(), ask(query)).rowNumbers]
    expect(found.rowNumbers).toEqual(whole.slice(0, found.rowNumbers.length))
    if (found.more) expect(found.rowNumbers.length).toBeGreaterThanOrEqual(50)
    else expect(found.rowNumbers).toHaveLength(whole.length)
  })

  test.each<[string, Query]>([
    ['a part of a text', { where: [{ field: 'title', op: 'contains', value: '丙' }] }],
    ['an order without an index', { sort: [{ field: 'place', descending: false }] }],
    ['the bin', { deleted: true }],
  ])('%s: only reading everything tells', (_, query) => {
    expect(orderedHits(readerOf(), ask(query), 300)).toBeNull()
  })
})

const stepsOf = ({ sql, parameters }: { sql: string; parameters: unknown[] }) =>
  (readerOf().prepare(`EXPLAIN QUERY PLAN ${sql}`).all(parameters) as { detail: string }[]).map(({ detail }) => detail)

describe('how SQLite goes about a list', () => {
  test('a period is entered by the index of its day, not by that of a state that most have', () => {
    const where = [status('archived', 'closed'), due('from', young), due('to', addDays(young, 40))]
    const steps = stepsOf(hitsQuery(ask({ where, sort: [{ field: 'title', descending: false }] })))
    expect(steps[0]).toContain('USING INDEX mediation_cases_due ')
  })

  test('a state in the order of the ledger is one walk of one index', () => {
    const input = ask({ where: [status('archived')] })
    const sql = `SELECT row_no FROM mediation_cases WHERE +deleted_at IS NULL AND status = ? ORDER BY ${orderOf(input)}`
    expect(stepsOf({ sql, parameters: ['archived'] })).toEqual([
      'SEARCH mediation_cases USING INDEX mediation_cases_state (status=?)',
    ])
    expect(planOf(readerOf(), { sql, parameters: ['archived'] })).toEqual({ searched: true, gathered: false })
  })

  test('a part of a text is read through, and said to be', () => {
    const { sql, parameters } = filterConditions(ask({ where: [{ field: 'title', op: 'contains', value: '丙' }] }))
    expect(planOf(readerOf(), { sql: `SELECT row_no FROM mediation_cases WHERE ${sql}`, parameters }).searched).toBe(false)
  })
})
