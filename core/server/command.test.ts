import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DeskError } from '../contract/errors.ts'
import { newTestDesk, type TestDesk } from '../testing.ts'
import { command, longCommand, type CommandRule, type WriteContext } from './command.ts'
import { openContext } from './router-base.ts'
import { rights } from './rights.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await newTestDesk()
})
afterAll(() => desk.close())

const rule: CommandRule = { right: 'resident', label: '登记' }
const addVillage = (write: WriteContext, name: string) => write.records.insert('village', { name, kind: '1' })
const context = () => openContext(desk.context)
const villages = async () => (await desk.api.register.list({ register: 'village' })).rows.map((row) => row.title)
const audited = async () => (await desk.api.audit.list({})).entries.map((entry) => entry.command)

/** What the change stream says while `work` runs, up to the first event after it. */
async function eventsDuring(work: () => Promise<unknown>): Promise<string[][]> {
  const stop = new AbortController()
  const seen: string[][] = []
  const stream = desk.context.backend.changes.subscribe(stop.signal)
  const first = stream.next()
  await work()
  desk.context.backend.changes.publish(['agendaItem'])
  for (let event = await first; event.done !== true; event = await stream.next()) {
    seen.push(event.value.registers)
    if (event.value.registers.includes('agendaItem')) stop.abort()
  }
  return seen
}

describe('a command', () => {
  test('takes synchronous work only: what waits would hold the transaction open', () => {
    // @ts-expect-error a promise is not a result
    command('waits', rule, async () => Promise.resolve(1))
    expect(command('does not', rule, () => 1)).toBeTypeOf('function')
  })

  test('that fails leaves nothing: no row, no number, no audit entry, no event; the next one goes on', async () => {
    const before = [await villages(), await audited()]
    const fails = command('fails', rule, (write) => {
      addVillage(write, '白日村')
      write.nextNumber('试')
      throw new DeskError('RULE_VIOLATION', '不行', { violations: [] })
    })
    const events = await eventsDuring(async () => {
      await expect(fails(context(), undefined)).rejects.toMatchObject({ code: 'RULE_VIOLATION' })
    })
    expect(events).toEqual([['agendaItem']])
    expect([await villages(), await audited()]).toEqual(before)
    expect(desk.context.backend.desk!.database.writer.inTransaction).toBe(false)
    const counts = command('counts', rule, (write) => [write.nextNumber('试'), write.nextNumber('试')])
    expect(await counts(context(), undefined)).toEqual([1, 2])
  })

  test('tells of all its ledgers in one event, after the commit', async () => {
    const two = command('two', rule, (write) => {
      const { id } = addVillage(write, '双桥村')
      write.records.insert('grid', { name: '第一网格', villageId: id })
      return id
    })
    expect(await eventsDuring(() => two(context(), undefined))).toEqual([['village', 'grid'], ['agendaItem']])
  })

  test('tells a page that is busy once of all that happened meanwhile', async () => {
    const stop = new AbortController()
    const stream = desk.context.backend.changes.subscribe(stop.signal)
    const first = stream.next()
    for (const name of ['子村', '丑村', '寅村']) await desk.api.register.create({ register: 'village', values: { name } })
    await desk.api.register.create({ register: 'resident', values: { name: '王小明' } })
    expect(await first).toEqual({ done: false, value: { registers: ['village'] } })
    expect(await stream.next()).toEqual({ done: false, value: { registers: ['village', 'resident'] } })
    const last = stream.next()
    stop.abort()
    expect(await last).toEqual({ done: true, value: undefined })
  })

  test('needs the right of its rule, before anything is done', async () => {
    let reached = false
    const guarded = command('guarded', { right: 'peers', label: '认证单位' }, () => {
      reached = true
    })
    const session = { ...context().session, role: 'operator' as const }
    await expect(guarded({ ...context(), session }, undefined)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: '你的账号不能认证单位，请找管理员',
    })
    expect(reached).toBe(false)
  })
})

test('rights: administrators may do everything, operators all but full exports, office views, peers, audit, accounts and settings', () => {
  const denied = Object.entries(rights).filter(([, roles]) => !(roles as readonly string[]).includes('operator'))
  expect(denied.map(([right]) => right)).toEqual(['exportFull', 'officeView', 'peers', 'audit', 'account', 'settings'])
  expect(Object.values(rights).every((roles) => (roles as readonly string[]).includes('admin'))).toBe(true)
})

/** A long command that stands in its transaction until it is let go. */
function standing(village: string, end: () => void) {
  const gate = Promise.withResolvers<undefined>()
  const begun = Promise.withResolvers<undefined>()
  const work = longCommand('standing', rule, async (write) => {
    addVillage(write, village)
    begun.resolve(undefined)
    await gate.promise
    end()
  })
  const ended = work(context(), undefined)
  return {
    begun: begun.promise,
    ended,
    letGo: () => {
      gate.resolve(undefined)
    },
  }
}

describe('while a long command is open', () => {
  test('reads go on and see none of it; writes queue and are served in their order', async () => {
    const order: string[] = []
    const long = standing('长桥村', () => order.push('long'))
    await long.begun
    const later = ['甲村', '乙村', '丙村'].map(async (name) => {
      await desk.api.register.create({ register: 'village', values: { name } })
      order.push(name)
    })
    expect(await villages()).not.toContain('长桥村')
    expect(await desk.api.register.count({ register: 'village', search: '甲村' })).toEqual({ total: 0 })
    expect(order).toEqual([])
    long.letGo()
    await Promise.all([long.ended, ...later])
    expect(order).toEqual(['long', '甲村', '乙村', '丙村'])
    expect(await villages()).toEqual(expect.arrayContaining(['长桥村', '甲村', '乙村', '丙村']) as string[])
    expect((await audited()).slice(0, 4)).toEqual(['createRecord', 'createRecord', 'createRecord', 'standing'])
  })

  test('its failure takes all of it back, and those that waited go on', async () => {
    const before = (await villages()).length
    const long = standing('断桥村', () => {
      throw new Error('the stick was pulled')
    })
    await long.begun
    const waiting = desk.api.register.create({ register: 'village', values: { name: '戊村' } })
    long.letGo()
    await expect(long.ended).rejects.toThrow('the stick was pulled')
    await waiting
    expect(await villages()).toHaveLength(before + 1)
    expect(await desk.api.audit.verify()).toMatchObject({ brokenAt: null })
  })

  test('closing the desk waits for it', async () => {
    const other = await newTestDesk()
    const work = longCommand('slow', rule, async (write) => {
      addVillage(write, '末村')
      await new Promise((resolve) => setImmediate(resolve))
      return 'done'
    })
    const running = work(openContext(other.context), undefined)
    await new Promise((resolve) => setImmediate(resolve))
    await other.close()
    expect(await running).toBe('done')
  })
})
