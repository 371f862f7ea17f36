/** Shared by the benches: a desk in a private folder, medians, and the line every bench ends with. */
import { rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { newTestDesk, type TestDesk } from '../core/testing.ts'
import { longCommand, pause } from '../core/server/command.ts'
import { openContext } from '../core/server/router-base.ts'
import { chanceFrom, inventBirthday, inventIdNumber, inventName, inventPhone, type Chance } from '../core/server/demo/names.ts'

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`

export async function timed<T>(work: () => Promise<T> | T): Promise<{ ms: number; value: T }> {
  const start = performance.now()
  const value = await work()
  return { ms: performance.now() - start, value }
}

export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

export function summary(values: readonly number[]): { p50: number; p95: number } {
  const sorted = [...values].sort((a, b) => a - b)
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) }
}

export const machine = (): string => `${cpus()[0]?.model ?? ''} × ${String(cpus().length)}, Node ${process.versions.node}`

export const villages = ['石榴村', '东关村', '西岭村', '大刘庄村', '板桥村', '郑屯村', '柳河社区', '富裕家园社区'] as const

export interface InventedPerson {
  name: string
  sex: '1' | '2'
  birthOn: string
  idNumber: string
  phone: string
  village: string
  groupName: string
  address: string
}

/** The same people every time. */
export function* inventPeople(count: number, seed = 7): Generator<InventedPerson> {
  const chance: Chance = chanceFrom(seed)
  const used = new Set<string>()
  for (let index = 0; index < count; index++) {
    const sex = chance.below(2) === 0 ? '1' : '2'
    const birthOn = inventBirthday(chance, 1, 90)
    let serial = chance.below(499)
    let idNumber = inventIdNumber(`9999${String(1 + (index % 9)).padStart(2, '0')}`, birthOn, sex, serial)
    while (used.has(idNumber))
      idNumber = inventIdNumber(`9999${String(1 + chance.below(89)).padStart(2, '0')}`, birthOn, sex, ++serial)
    used.add(idNumber)
    yield {
      name: inventName(chance, sex),
      sex,
      birthOn,
      idNumber,
      phone: inventPhone(chance),
      village: chance.pick(villages),
      groupName: `${String(1 + chance.below(9))}组`,
      address: `${String(1 + chance.below(300))}号`,
    }
  }
}

const fill = longCommand('benchFill', { right: 'resident', label: '生成数据' }, async (write, count: number) => {
  const ids = new Map(
    villages.map((name) => [name as string, write.records.insert('village', { name, kind: 'village', divisionCode: null }).id]),
  )
  let made = 0
  for (const { village, address, ...person } of inventPeople(count)) {
    write.records.insert('resident', {
      ...person,
      idType: '111',
      personType: 'registered',
      status: 'present',
      villageId: ids.get(village) ?? null,
      residenceAddress: address,
    })
    if (++made % 500 === 0) await pause()
  }
  return made
})

/** A desk with `count` residents. */
export async function deskWithResidents(count: number): Promise<TestDesk> {
  const desk = await newTestDesk()
  await fill(openContext(desk.context), count)
  return desk
}

export function discard(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}
