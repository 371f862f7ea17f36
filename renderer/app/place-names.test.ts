import { expect, test } from 'vitest'
import { isCalled } from './place-names.ts'

test('a page is found by its name, by its pinyin and by the first letters', () => {
  for (const typed of ['统计', '计', 'tongji', 'TJ', 'tong ji', 'ji']) expect(isCalled('统计', typed), typed).toBe(true)
  for (const typed of ['操作', 'caozuojilu', 'jilu', 'czjl']) expect(isCalled('操作记录', typed), typed).toBe(true)
  expect(isCalled('村（社区）', '村(社区)')).toBe(true)
})

test('a sound that begins within a character finds nothing, and a name without a sound is found as it is written', () => {
  expect(isCalled('操作记录', 'aozuo')).toBe(false)
  expect(isCalled('统计', 'xitong')).toBe(false)
  expect(isCalled('新的页面', '页面')).toBe(true)
  expect(isCalled('新的页面', 'yemian')).toBe(false)
})
