import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'

/** Checks what `npm run build` made: the locks of docs/adr/0001-process-model.md that only the bundles can show. */
const out = join(import.meta.dirname, '../out')
const problems: string[] = []
const expect = (holds: boolean, problem: string): void => {
  if (!holds) problems.push(problem)
}
const read = (file: string): string => readFileSync(join(out, file), 'utf8')
const required = (code: string): string[] =>
  [...code.matchAll(/\brequire\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map(([, name]) => name ?? '')
const imported = (code: string): string[] =>
  [
    ...code.matchAll(
      /(?:^|[;\n}])\s*(?:import|export)\b(?!\s*:)[^;"'`]*?["']([^"']+)["']|\bimport\(\s*["'`]([^"'`]+)["'`]\s*\)/g,
    ),
  ].map(([, from, dynamic]) => from ?? dynamic ?? '')

const preload = read('preload/index.cjs')
expect(readdirSync(join(out, 'preload')).join() === 'index.cjs', 'the preload is more than one file')
expect(imported(preload).length === 0, 'the preload is not CommonJS')
expect(
  required(preload).every((name) => name === 'electron'),
  `the preload requires ${required(preload).join(', ')}`,
)

/** Everything `entry` reaches within out/main. */
function reach(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen
  seen.add(entry)
  for (const name of imported(read(join('main', entry)))) if (name.startsWith('./')) reach(name.slice(2), seen)
  return seen
}
const main = [...reach('index.js')].map((file) => read(join('main', file))).join('\n')
expect(!main.includes('better-sqlite3'), 'the main process reaches the database')
expect(!/\b(CREATE TABLE|BEGIN IMMEDIATE)\b/.test(main), 'the main process holds SQL')
const declared = (JSON.parse(readFileSync(join(out, '../package.json'), 'utf8')) as { dependencies: Record<string, string> })
  .dependencies
for (const entry of ['index.js', 'backend.js', 'worker.js'])
  for (const file of reach(entry))
    for (const name of imported(read(join('main', file)))) {
      const known = name.startsWith('./') || name.startsWith('node:') || builtinModules.includes(name) || name === 'electron'
      const dependency = name.split('/', name.startsWith('@') ? 2 : 1).join('/')
      expect(known || dependency in declared, `${file} imports ${name}, which the installer will not hold`)
    }
expect(existsSync(join(out, 'main/migrations')), 'the migrations are missing beside the backend')

const page = read('renderer/index.html')
expect(page.includes('<meta name="csp-nonce" content=""'), 'the page has no place for the nonce')
for (const [tag, attributes = '', text = ''] of page.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g))
  expect(/\bsrc="\.\/assets\//.test(attributes) && text.trim() === '', `an inline or foreign script: ${tag.slice(0, 80)}`)
expect(!/<style\b|\son[a-z]+\s*=|\sstyle\s*=|javascript:/i.test(page), 'the page holds an inline style or handler')
expect(!/(src|href)="(https?:)?\/\//.test(page), 'the page loads something from outside')
for (const file of readdirSync(join(out, 'renderer/assets')).filter((name) => name.endsWith('.css')))
  expect(!/url\(\s*["']?(https?:)?\/\//.test(read(join('renderer/assets', file))), `${file} loads something from outside`)

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
console.log('the bundles keep their locks')
