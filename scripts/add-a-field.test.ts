/** docs/add-a-field.md, followed to the letter in a scratch copy of the tree: the new field is then in every place the page promises. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const copy = mkdtempSync(join(tmpdir(), 'pingan-field-'))
const page = readFileSync(join(root, 'docs/add-a-field.md'), 'utf8')
const migrations = () => readdirSync(join(copy, 'db/migrations')).filter((name) => name.endsWith('.sql'))
let written: string[]

/** The code blocks of the page in one language, without the indentation of the list they stand in. */
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^   \`\`\`${language}\\n([\\s\\S]*?)^   \`\`\`$`, 'gm'))].map(([, block = '']) =>
    block.replaceAll(/^ {3}/gm, ''),
  )

/** Puts text before the one place where a pattern begins. */
function insert(file: string, before: RegExp, text: string): void {
  const path = join(copy, file)
  const source = readFileSync(path, 'utf8')
  const at = source.search(before)
  if (at < 0) throw new Error(`${file} has no ${String(before)}`)
  writeFileSync(path, source.slice(0, at) + text + source.slice(at))
}

/** A command of package.json in the copy, without the marks of the test runner that runs it. */
function npm(...words: string[]): string {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST') && name !== 'NODE_ENV'),
  )
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', ...words], { cwd: copy, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`npm run ${words.join(' ')}: ${stdout}${stderr}`)
  return stdout
}

beforeAll(() => {
  for (const part of ['core', 'db', 'headless', 'package.json', 'drizzle.config.ts', 'tsconfig.json', 'vitest.config.ts'])
    cpSync(join(root, part), join(copy, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const [description = '', column = ''] = blocks('ts')
  const [command = ''] = blocks('sh')
  const before = migrations()
  insert('core/domain/resident/fields.ts', /^ {4}idType: field\(/m, description)
  insert('core/domain/resident/fields.ts', /(?<=title: '基本信息',\s*fields: \[\s*'name',)/, "'formerName',")
  insert('db/schema/resident.ts', /^ {4}idType: text\(\)/m, column)
  npm(...command.trim().replace('npm run ', '').split(' '))
  written = migrations().filter((name) => !before.includes(name))
})
afterAll(() => {
  rmSync(copy, { recursive: true, force: true })
})

test('the generated migration adds the column and does nothing else', () => {
  expect(written).toEqual([expect.stringMatching(/^\d{4}_resident_former_name\.sql$/)])
  const sql = readFileSync(join(copy, 'db/migrations', written[0] ?? ''), 'utf8')
  expect(sql.trim()).toBe('ALTER TABLE `residents` ADD `former_name` text;')
})

test('description, schema and migrated table agree, and the data dictionary knows the field', () => {
  npm('unit', '--', 'db/schema.test.ts')
  expect(npm('desk', '--', 'fields', 'resident')).toContain('曾用名')
})

/** What somebody does with the field in the desk; its output is one JSON document. */
const use = `
import { newTestDesk } from './core/testing.ts'
const desk = await newTestDesk()
const { register, import: excel } = desk.api
const { files } = desk.context.backend
const query = (value) => ({ register: 'resident', where: [{ field: 'formerName', op: 'contains', value }] })
const { id } = await register.create({ register: 'resident', values: { name: '王卫明', formerName: '王小石' } })
await register.update({ register: 'resident', id, expectedVersion: 1, values: { formerName: '王石头' } })
const csv = files.add(desk.context.connection, '名单.csv', { bytes: Buffer.from('姓名,原名,电话\\n李敏,李小敏,13900001234\\n赵广才,,13900005678\\n') })
const { workbookId, layout } = await excel.open({ register: 'resident', fileRef: csv })
const imported = await desk.finish(await excel.run({ workbookId, override: {}, dryRun: false }))
const { fileRef: template } = await register.template({ register: 'resident' })
const chosen = { query: query('王'), selection: { all: true, except: [] } }
const { fileRef: exported } = await desk.finish(await register.exportRows({ chosen, columns: ['name', 'formerName'], reason: '核对', full: false }))
console.log(JSON.stringify({
  filtered: (await register.list(query('小敏'))).rows.map(({ title, values }) => [title, values.formerName]),
  history: (await register.history({ register: 'resident', id })).changes.flatMap(({ fields }) => fields.filter(({ field }) => field === 'formerName').map(({ before, after }) => [before, after])),
  mapped: layout.columns.map(({ header, field }) => [header, field]),
  created: imported.created,
  template: (await excel.open({ register: 'resident', fileRef: template })).layout.columns.find(({ field }) => field === 'formerName')?.header,
  exported: (await excel.open({ register: 'resident', fileRef: exported })).preview.map(({ texts }) => texts.slice(0, 3)),
}))
await desk.close()
`

test('it is entered, listed, filtered, kept in the history, in the template, in the export, and imported by its alias', () => {
  writeFileSync(join(copy, 'use-the-field.ts'), use)
  const { stdout, stderr } = spawnSync(process.execPath, ['use-the-field.ts'], { cwd: copy, encoding: 'utf8' })
  expect(stderr).toBe('')
  const { exported, history, ...rest } = JSON.parse(stdout) as { exported: string[][]; history: unknown[] } & Record<
    string,
    unknown
  >
  expect(rest).toEqual({
    filtered: [['李敏', '李小敏']],
    mapped: [
      ['姓名', 'name'],
      ['原名', 'formerName'],
      ['电话', 'phone'],
    ],
    created: 2,
    template: '曾用名',
  })
  expect(history).toContainEqual(['王小石', '王石头'])
  expect(exported.flat()).toEqual(expect.arrayContaining(['曾用名', '王石头']))
})
