import { mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultDataDir } from './data-dir.ts'
import { jsonLog } from './json-log.ts'
import { mediaSource, mountedSticks } from './media.ts'
import { uuidV7Source } from './uuid-v7.ts'

describe('UUIDv7', () => {
  test('has version, variant and the time in its first 48 bits', () => {
    const id = uuidV7Source(() => 0x0192_3456_789a)()
    expect(id).toMatch(/^01923456-789a-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  test('rises in text order whatever the clock does: standing still, stepping back, jumping', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 6000 }), (times) => {
        let tick = 0
        const next = uuidV7Source(() => 1_700_000_000_000 + (times[tick++] ?? 0))
        const ids = times.map(() => next())
        expect(ids).toEqual([...ids].sort())
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 20 },
    )
  })
})

describe('the log', () => {
  const clock = (days: string[]) => ({ now: () => new Date(`${days.shift() ?? '2026-01-31'}T00:00:00Z`), monotonic: () => 0 })

  test('writes a JSON line a call, a file a day, and keeps 30 of them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pingan-log-'))
    const days = Array.from({ length: 33 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10))
    const log = jsonLog(folder, clock([...days]))
    for (const day of days) log.info('started', { port: day.length })
    expect(readdirSync(folder).sort()).toEqual(days.slice(-31).map((day) => `desk-${day}.jsonl`))
    const line: unknown = JSON.parse(readFileSync(join(folder, `desk-${days.at(-1) ?? ''}.jsonl`), 'utf8'))
    expect(line).toEqual({ at: `${days.at(-1) ?? ''}T00:00:00.000Z`, level: 'info', event: 'started', port: 10 })
  })

  test('keeps what a person typed out of the log', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pingan-log-'))
    const cause = Object.assign(new TypeError('cannot store 张三 110101199003070000'), { code: 'SQLITE_FULL' })
    jsonLog(folder, clock([])).error('command', 'A1B2', cause)
    const written = readFileSync(join(folder, 'desk-2026-01-31.jsonl'), 'utf8')
    expect(written).not.toMatch(/张三|1101011990/)
    expect(JSON.parse(written)).toMatchObject({ level: 'error', incident: 'A1B2', cause: 'TypeError', code: 'SQLITE_FULL' })
  })
})

describe('media', () => {
  test('sticks are what is mounted where desktops mount them', () => {
    const mounts = [
      'sysfs /sys sysfs rw 0 0',
      '/dev/sda1 / ext4 rw 0 0',
      '/dev/sdb1 /media/wang/KINGSTON vfat rw 0 0',
      '/dev/sdc1 /run/media/wang/\\347\\224\\262\\040\\344\\271\\231 exfat rw 0 0',
      '/dev/sdd1 /mnt/usb vfat rw 0 0',
    ].join('\n')
    expect(mountedSticks(mounts).map(({ path, label }) => [path, label])).toEqual([
      ['/media/wang/KINGSTON', 'KINGSTON'],
      ['/run/media/wang/甲 乙', '甲 乙'],
      ['/mnt/usb', 'usb'],
    ])
  })

  test('a named folder has a stable random id and free space; a missing one is left out', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pingan-stick-'))
    const list = mediaSource({ PINGAN_MEDIA: `${folder}:/nowhere/at/all` })
    const [first] = (await list()).filter(({ kind }) => kind === 'folder')
    const [again] = (await list()).filter(({ kind }) => kind === 'folder')
    expect(first).toMatchObject({ path: folder, kind: 'folder' })
    expect(first?.freeBytes).toBeGreaterThan(0)
    expect(first?.id).toMatch(/^[\w-]{22}$/)
    expect(again?.id).toBe(first?.id)
    const [other] = (await mediaSource({ PINGAN_MEDIA: folder })()).filter(({ kind }) => kind === 'folder')
    expect(other?.id).not.toBe(first?.id)
    expect((await list()).map(({ path }) => path)).not.toContain('/nowhere/at/all')
  })
})

test('the data folder follows the platform', () => {
  expect(defaultDataDir({ XDG_DATA_HOME: '/srv/wang' }, 'linux')).toBe('/srv/wang/pingan-desk')
  expect(defaultDataDir({}, 'linux')).toMatch(/\/\.local\/share\/pingan-desk$/)
  expect(defaultDataDir({ APPDATA: 'C:\\Users\\wang\\AppData\\Roaming' }, 'win32')).toContain('PinganDesk')
})
