import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { documentBuilders } from '../../../core/modules/document/data.ts'
import { commandLabel, detailText } from './audit-words.ts'

test('entries of the record of use are told in words', () => {
  expect(commandLabel('revealField')).toBe('查看完整信息')
  expect(detailText('{"field":"idNumber","reason":"核对"}')).toBe('字段：身份证号；理由：核对')
  expect(detailText('{"bytes":2392700}')).toBe('大小：2.3 MB')
  expect(detailText('{"records":{"decision":1}}')).toBe('记录：会议决定 1')
  expect(detailText('{"kind":"resident","fields":["villageId","phone"]}')).toBe('种类：居民；改动：村（社区）、电话')
  expect(detailText('{"counts":{"resident":3,"mediation":0},"digest":null}')).toBe('内容：居民 3')
})

test('what is not known is shown as it stands, never hidden', () => {
  expect(commandLabel('newCommand')).toBe('newCommand')
  expect(detailText('{"surprise":true}')).toBe('surprise：true')
  expect(detailText('no json')).toBe('no json')
})

test('every command that writes to the record of use has its name', () => {
  const named = recordedCommands()
  expect(named.size).toBeGreaterThan(25)
  expect([...named].filter((command) => commandLabel(command) === command)).toEqual([])
})

test('every document that can be made has its name in the record of use', () => {
  expect(
    Object.keys(documentBuilders).filter((template) => detailText(JSON.stringify({ template })) === `文书：${template}`),
  ).toEqual([])
})

/** Names as the backend's source gives them to the record of use: commands, and what a session tells of itself. */
function recordedCommands(): Set<string> {
  const core = resolve(import.meta.dirname, '../../../core')
  const source = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(resolve(core, name), 'utf8'))
    .join('\n')
  const places = [
    /\b(?:command|longCommand)(?:<[^(]*>)?\(\s*'(\w+)'/g,
    /\bauditSession\([^)]*'(\w+)'\)/g,
    /\benter\([^)]*'(\w+)'\)/g,
    /\bcommand: '(\w+)'/g,
  ]
  return new Set(places.flatMap((place) => [...source.matchAll(place)].map(([, name]) => name ?? '')))
}
