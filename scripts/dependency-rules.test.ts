import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'pingan-rules-'))

/** One violation per rule: the rule, the file that breaks it, and what that file says. */
const PLANTED: [rule: string, file: string, text: string][] = [
  ['electron-only-in-electron', 'headless/window.ts', "import { app } from 'electron'\nexport { app }"],
  ['domain-is-pure', 'core/domain/resident/clock.ts', "import { readFileSync } from 'node:fs'\nexport { readFileSync }"],
  [
    'contract-is-thin',
    'core/contract/table.ts',
    "import type { Table } from '../../db/schema/table.ts'\nexport type Row = Table",
  ],
  [
    'renderer-sees-contract-and-domain',
    'renderer/lib/direct.ts',
    "import type { Open } from '../../core/server/open.ts'\nexport type Direct = Open",
  ],
  ['renderer-has-no-node', 'renderer/lib/disk.ts', "import { join } from 'node:path'\nexport { join }"],
  ['db-knows-domain-only', 'db/rule.ts', "import type { Open } from '../core/server/open.ts'\nexport type Rule = Open"],
  [
    'modules-are-strangers',
    'core/modules/meeting/minutes.ts',
    "import type { Row } from '../resident/row.ts'\nexport type Minutes = Row",
  ],
  [
    'features-are-strangers',
    'renderer/features/meeting/page.ts',
    "import type { Page } from '../resident/page.ts'\nexport type Minutes = Page",
  ],
  [
    'exchange-stands-alone',
    'core/exchange/merge.ts',
    "import type { Fields } from '../domain/resident/fields.ts'\nexport type Merged = Fields",
  ],
  ['headless-is-a-host', 'core/server/host.ts', "import type { Serve } from '../../headless/serve.ts'\nexport type Host = Serve"],
  ['electron-is-a-host', 'headless/shell.ts', "import type { Shell } from '../electron/shell.ts'\nexport type Host = Shell"],
  ['database-driver-only-in-db', 'core/modules/resident/raw.ts', "import Database from 'better-sqlite3'\nexport { Database }"],
  [
    'grid-library-only-in-grid',
    'renderer/ui/table.ts',
    "import type { GridApi } from 'ag-grid-community'\nexport type Api = GridApi",
  ],
  ['rpc-only-at-the-edges', 'core/modules/resident/commands.ts', "import { os } from '@orpc/server'\nexport { os }"],
  ['product-needs-no-test-code', 'core/server/shortcut.ts', "import { fixture } from './testing/fixture.ts'\nexport { fixture }"],
  ['product-needs-no-dev-dependency', 'core/server/tool.ts', "import { test } from 'vitest'\nexport { test }"],
  ['everything-resolves', 'core/server/missing.ts', "import { gone } from './gone.ts'\nexport { gone }"],
  ['no-cycles', 'core/domain/cycle-a.ts', "import type { B } from './cycle-b.ts'\nexport type A = B"],
  ['no-orphans', 'core/server/forgotten.ts', 'export const forgotten = 1'],
]

/** What the violations reach for; breaks no rule itself. */
const GROUND: Record<string, string> = {
  'core/domain/cycle-b.ts': "import type { A } from './cycle-a.ts'\nexport type B = A",
  'core/domain/resident/fields.ts': "import { z } from 'zod'\nexport type Fields = typeof z",
  'core/server/open.ts': "import type { Fields } from '../domain/resident/fields.ts'\nexport type Open = Fields",
  'core/server/testing/fixture.ts': 'export const fixture = 1',
  'core/modules/resident/row.ts': "import type { Fields } from '../../domain/resident/fields.ts'\nexport type Row = Fields",
  'db/schema/table.ts': "import type { Fields } from '../../core/domain/resident/fields.ts'\nexport type Table = Fields",
  'renderer/features/resident/page.ts':
    "import type { Fields } from '../../../core/domain/resident/fields.ts'\nexport type Page = Fields",
  'headless/serve.ts': "import { join } from 'node:path'\nexport type Serve = typeof join",
  'electron/shell.ts': "import { app } from 'electron'\nexport type Shell = typeof app",
  'package.json':
    '{"dependencies":{"zod":"1","better-sqlite3":"1","@orpc/server":"1","ag-grid-community":"1"},"devDependencies":{"electron":"1","vitest":"1"}}',
}
for (const name of ['zod', 'better-sqlite3', '@orpc/server', 'ag-grid-community', 'electron', 'vitest']) {
  GROUND[`node_modules/${name}/package.json`] = JSON.stringify({ name, version: '1.0.0', main: 'index.js' })
  GROUND[`node_modules/${name}/index.js`] = ''
}

interface Report {
  summary: { violations: { rule: { name: string }; from: string }[] }
}
let found: { rule: string; file: string }[]

beforeAll(() => {
  copyFileSync(join(root, '.dependency-cruiser.cjs'), join(scratch, '.dependency-cruiser.cjs'))
  for (const [file, text] of [...Object.entries(GROUND), ...PLANTED.map(([, file, text]) => [file, text] as const)]) {
    mkdirSync(dirname(join(scratch, file)), { recursive: true })
    writeFileSync(join(scratch, file), text)
  }
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/.bin/depcruise'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      'core',
      'db',
      'electron',
      'headless',
      'renderer',
    ],
    { cwd: scratch, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  if (!stdout.startsWith('{')) throw new Error(stderr)
  const { summary } = JSON.parse(stdout) as Report
  found = summary.violations.map(({ rule, from }) => ({ rule: rule.name, file: from }))
})

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true })
})

test.each(PLANTED)('%s is reported for %s', (rule, file) => {
  expect(found).toContainEqual({ rule, file })
})

test('every rule is broken once here, and files that keep the rules are left alone', () => {
  const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
    forbidden: { name: string; comment: string }[]
  }
  expect(PLANTED.map(([rule]) => rule)).toEqual(forbidden.map(({ name }) => name))
  for (const { comment } of forbidden) expect(comment.length).toBeGreaterThan(20)
  expect(found.filter(({ rule, file }) => rule !== 'no-cycles' && file in GROUND)).toEqual([])
})
