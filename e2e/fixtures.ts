import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { withFamilies } from './families.ts'
import { desk, foldersOf, startHost } from './host.ts'
import type { Host, House } from './host.ts'
import { logIn } from './pages/entry.ts'
import { filesContaining, inventedNames } from './plaintext.ts'
import { watchPage } from './watch-page.ts'
import type { PageWatch } from './watch-page.ts'

export { expect }

/** A unit set up by the command line, to be copied for each test. */
export interface Unit {
  dataDir: string
  admin: string
  password: string
  recoverySecret: string
}

/** A running desk with one page open on it. */
export interface Office {
  house: House
  page: Page
  watch: PageWatch
  host(): Host
  /** starts the desk again over the same data, in a fresh page */
  reopen(): Promise<void>
  password: string
}

export type Kind = 'empty' | 'demo' | 'township' | 'county' | 'otherCounty'

interface TestFixtures {
  /** opens a private desk and logs in, except on an empty folder; all is closed, and looked at for errors, after the test */
  openOffice: (kind: Kind, options?: OfficeOptions) => Promise<Office>
}
interface OfficeOptions {
  /** another desk's stick, carried over */
  stick?: string
  /** data to be copied instead of the unit's own */
  dataDir?: string
}
interface WorkerFixtures {
  units: (kind: Exclude<Kind, 'empty'>) => Promise<Unit>
  /** the demonstration desk, logged in, for tests that change nothing */
  readingRoom: Office
  /** a township and its county that know each other, and a stick with the township's first package for it */
  handedUp: HandedUp
  /** data of the township with two households in it */
  families: string
}
interface HandedUp {
  township: string
  county: string
  stick: string
  /** name of the package on the stick */
  fileName: string
}

const plainUnits = {
  township: ['999901102', '枣林乡综治中心', 'township', '陈守一'],
  county: ['999901', '示例县综治中心', 'county', '周县明'],
  otherCounty: ['999902', '邻县综治中心', 'county', '吴邻安'],
} as const
const plainPassword = 'Ceshi-Mima-2026'
const demoPassword = 'Shiliu-2026'

function newHouse(root: string, name: string, stick = join(root, `${name}-stick`)): House {
  const house = { dataDir: join(root, name), stick, temp: join(root, `${name}-tmp`) }
  for (const folder of foldersOf(house)) mkdirSync(folder, { recursive: true })
  return house
}

async function makeUnit(root: string, kind: Exclude<Kind, 'empty'>): Promise<Unit> {
  const house = newHouse(root, kind)
  if (kind === 'demo') {
    await desk(house, demoPassword, 'demo', '--size', 'office')
    return { dataDir: house.dataDir, admin: '王秋石', password: demoPassword, recoverySecret: '' }
  }
  const [code, name, unitKind, admin] = plainUnits[kind]
  const words = ['init', '--unit-code', code, '--unit-name', name, '--kind', unitKind, '--admin', admin]
  const { recoverySecret } = (await desk(house, plainPassword, ...words)) as { recoverySecret: string }
  return { dataDir: house.dataDir, admin, password: plainPassword, recoverySecret }
}

async function openPage(browser: Browser, address: string): Promise<{ page: Page; watch: PageWatch }> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const watch = await watchPage(page)
  await page.goto(address)
  return { page, watch }
}

async function openDesk(browser: Browser, house: House, unit: Unit | undefined): Promise<Office> {
  let host = await startHost(house)
  const password = unit?.password ?? plainPassword
  const office: Office = {
    house,
    ...(await openPage(browser, host.address)),
    host: () => host,
    async reopen() {
      await office.page.context().close()
      await host.stop()
      host = await startHost(house)
      const { problems } = office.watch
      Object.assign(office, await openPage(browser, host.address))
      office.watch.problems.push(...problems)
    },
    password,
  }
  return office
}

/** The circle up to the first package, by the command line. */
async function handUp(root: string, demo: Unit, countyUnit: Unit): Promise<HandedUp> {
  const [township, county] = [demo, countyUnit].map((unit, index) => {
    const house = newHouse(root, `unit-${String(index)}`)
    cpSync(unit.dataDir, house.dataDir, { recursive: true })
    return { house, password: unit.password, card: join(root, `card-${String(index)}.json`) }
  }) as [Side, Side]
  const show = async ({ house, password, card }: Side): Promise<string> =>
    ((await desk(house, password, 'unit', 'card', '--out', card)) as { fingerprint: string }).fingerprint
  const accept = async ({ house, password }: Side, other: Side): Promise<unknown> =>
    desk(house, password, 'peer', 'add', other.card, '--fingerprint', prints.get(other) ?? '')
  const prints = new Map([
    [township, await show(township)],
    [county, await show(county)],
  ])
  await accept(township, county)
  await accept(county, township)
  const { stick } = township.house
  const { fileName } = (await desk(township.house, township.password, 'export', '--to', stick)) as { fileName: string }
  return { township: township.house.dataDir, county: county.house.dataDir, stick, fileName }
}
interface Side {
  house: House
  password: string
  card: string
}

async function closeDesk(office: Office): Promise<void> {
  await office.page.context().close()
  await office.host().stop()
}

const newRoot = (): string => mkdtempSync(join(tmpdir(), 'pingan-e2e-'))

export const test = base.extend<TestFixtures, WorkerFixtures>({
  units: [
    async ({}, use) => {
      const root = newRoot()
      const made = new Map<string, Promise<Unit>>()
      await use((kind) => {
        const unit = made.get(kind) ?? makeUnit(root, kind)
        made.set(kind, unit)
        return unit
      })
      rmSync(root, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  readingRoom: [
    async ({ browser, units }, use) => {
      const root = newRoot()
      const unit = await units('demo')
      const house = newHouse(root, 'reading')
      cpSync(unit.dataDir, house.dataDir, { recursive: true })
      const office = await openDesk(browser, house, unit)
      await logIn(office.page, unit.password)
      await use(office)
      await closeDesk(office)
      rmSync(root, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  handedUp: [
    async ({ units }, use) => {
      const root = newRoot()
      await use(await handUp(root, await units('demo'), await units('county')))
      rmSync(root, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  families: [
    async ({ units }, use) => {
      const root = newRoot()
      await use(await withFamilies(root, await units('township')))
      rmSync(root, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  openOffice: async ({ browser, units }, use) => {
    const root = newRoot()
    const offices: Office[] = []
    await use(async (kind, { stick, dataDir } = {}) => {
      const house = newHouse(root, `${kind}-${String(offices.length)}`, stick)
      const unit = kind === 'empty' ? undefined : await units(kind)
      if (unit !== undefined) cpSync(dataDir ?? unit.dataDir, house.dataDir, { recursive: true })
      const office = await openDesk(browser, house, unit)
      offices.push(office)
      if (unit !== undefined) await logIn(office.page, unit.password)
      return office
    })
    for (const office of offices) await closeDesk(office)
    const problems = offices.flatMap(({ watch }) => watch.problems)
    const folders = offices.flatMap(({ house }) => foldersOf(house))
    const inTheClear = filesContaining([...new Set(folders)], inventedNames)
    rmSync(root, { recursive: true, force: true })
    expect(problems, '页面控制台和内容安全策略没有报错').toEqual([])
    expect(inTheClear, '数据、U盘、临时文件夹里没有明文姓名').toEqual([])
  },
})
