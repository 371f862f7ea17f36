import { expect, test } from 'vitest'
import { commandLabel, detailText } from './audit-words.ts'

test('entries of the record of use are told in words', () => {
  expect(commandLabel('revealField')).toBe('查看完整信息')
  expect(detailText('{"field":"idNumber","reason":"核对"}')).toBe('字段：身份证号；理由：核对')
  expect(detailText('{"bytes":2392700}')).toBe('大小：2.3 MB')
  expect(detailText('{"counts":{"resident":3,"mediation":0},"digest":null}')).toBe('内容：居民 3')
})

test('what is not known is shown as it stands, never hidden', () => {
  expect(commandLabel('newCommand')).toBe('newCommand')
  expect(detailText('{"surprise":true}')).toBe('surprise：true')
  expect(detailText('no json')).toBe('no json')
})
