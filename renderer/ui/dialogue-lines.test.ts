import { expect, test } from 'vitest'
import { afterEnter, phraseAt, sentence, turnOf, without } from './dialogue-lines.ts'
import type { Edit, Speakers } from './dialogue-lines.ts'

const two: Speakers = ['调查人', '李秀英']
const three: Speakers = ['调解员', '王建国', '李秀英']

const apply = (text: string, edit: Edit | null) =>
  edit === null ? null : text.slice(0, edit.from) + edit.words + text.slice(edit.to)
/** Enter with the cursor at `|`. */
const enter = (marked: string, speakers: Speakers) => {
  const text = marked.replace('|', '')
  return apply(text, afterEnter(text, marked.indexOf('|'), speakers))
}

test('Enter after a question begins the answer, after an answer the next question', () => {
  expect(enter('问：您知道经过吗？|', two)).toBe('问：您知道经过吗？\n答：')
  expect(enter('问：您知道经过吗？\n答：知道。|', two)).toBe('问：您知道经过吗？\n答：知道。\n问：')
})

test('of several, who answered last answers again; without one the first', () => {
  expect(enter('问：请说说经过。|', three)).toBe('问：请说说经过。\n答（王建国）：')
  expect(enter('问：您呢？\n答（李秀英）：不是。\n问：为什么？|', three)).toMatch(/\n答（李秀英）：$/)
})

test('Enter on a beginning nobody has used ends the dialogue; elsewhere it is only a new line', () => {
  expect(enter('答：知道。\n问：|', two)).toBe('答：知道。\n')
  expect(enter('调解员现场查看。|', two)).toBeNull()
  expect(enter('问：您知道|经过吗？', two)).toBeNull()
})

test('another speaker takes the place of an unused beginning, else a line of their own', () => {
  const turn = (text: string, speaker: string) => apply(text, turnOf(speaker, text, text.length, three))
  expect(turn('问：好吗？\n答（王建国）：', '李秀英')).toBe('问：好吗？\n答（李秀英）：')
  expect(turn('问：好吗？', '李秀英')).toBe('问：好吗？\n答（李秀英）：')
  expect(turn('', '调解员')).toBe('问：')
})

test('a sentence stands on a line of its own and goes away with it', () => {
  const text = '问：好吗？\n答：好。'
  const ticked = apply(text, sentence('已告知权利。', text, 3)) ?? ''
  expect(ticked).toBe('问：好吗？\n已告知权利。\n答：好。')
  expect(apply(ticked, without('已告知权利。', ticked))).toBe(text)
  expect(without('没有说过', ticked)).toBeNull()
})

test('what is kept as a phrase is what is marked, else the line without its beginning', () => {
  const text = '问：好吗？\n答（王建国）：同意各让一步。'
  expect(phraseAt(text, text.length, text.length, three)).toBe('同意各让一步。')
  expect(phraseAt(text, 2, 4, three)).toBe('好吗')
})
