/**
 * Questions and answers in a record, line by line: 问：… and 答：…. Pure: text and cursor in, one replacement out, so that the browser
 * makes the change and can take it back by Ctrl+Z.
 */

/** Words put in the place of what stands between two offsets of the text. */
export interface Edit {
  from: number
  to: number
  words: string
}

/** Who speaks in a record: the first asks, the others answer. */
export type Speakers = readonly [asker: string, ...answerers: string[]]

export const questionMark = '问：'

/** How a line of this speaker begins; with one to answer there is no need of names. */
export function prefixOf(speaker: string, speakers: Speakers): string {
  if (speaker === speakers[0]) return questionMark
  return speakers.length === 2 ? '答：' : `答（${speaker}）：`
}

const lineAt = (text: string, cursor: number) => {
  const from = text.lastIndexOf('\n', cursor - 1) + 1
  const end = text.indexOf('\n', cursor)
  const to = end < 0 ? text.length : end
  return { from, to, line: text.slice(from, to) }
}

const speakerOf = (line: string, speakers: Speakers) => speakers.find((speaker) => line.startsWith(prefixOf(speaker, speakers)))

/** Who answered last before the cursor; the first to answer where nobody has. */
function lastAnswerer(before: string, speakers: Speakers): string | undefined {
  const [asker, first] = speakers
  const said = before.split('\n').map((line) => speakerOf(line, speakers))
  return said.findLast((speaker) => speaker !== undefined && speaker !== asker) ?? first
}

/**
 * What Enter writes: after a question the answer of who answered last, after an answer the next question. A line of which nobody
 * has said anything loses its beginning: the dialogue ends there. Null where Enter is only a new line.
 */
export function afterEnter(text: string, cursor: number, speakers: Speakers): Edit | null {
  const { from, to, line } = lineAt(text, cursor)
  const speaker = speakerOf(line, speakers)
  if (speaker === undefined || cursor !== to) return null
  if (line.trim() === prefixOf(speaker, speakers)) return { from, to, words: '' }
  const next = speaker === speakers[0] ? lastAnswerer(text.slice(0, from), speakers) : speakers[0]
  return next === undefined ? null : { from: cursor, to: cursor, words: `\n${prefixOf(next, speakers)}` }
}

/** A line of this speaker at the cursor: in the place of a beginning nobody has used, else below the line of the cursor. */
export function turnOf(speaker: string, text: string, cursor: number, speakers: Speakers): Edit {
  const { from, to, line } = lineAt(text, cursor)
  const begun = speakerOf(line, speakers)
  const words = prefixOf(speaker, speakers)
  if (line.trim() === '' || (begun !== undefined && line.trim() === prefixOf(begun, speakers))) return { from, to, words }
  return { from: to, to, words: `\n${words}` }
}

/** A whole sentence on a line of its own. */
export function sentence(words: string, text: string, cursor: number): Edit {
  const { from, to, line } = lineAt(text, cursor)
  return line.trim() === '' ? { from, to, words: `${words}\n` } : { from: to, to, words: `\n${words}` }
}

/** A sentence taken out again, with its line where it had one; null where it does not stand there as it was put. */
export function without(words: string, text: string): Edit | null {
  const from = text.indexOf(words)
  if (from < 0) return null
  const to = from + words.length
  return { from, to: text[to] === '\n' && (from === 0 || text[from - 1] === '\n') ? to + 1 : to, words: '' }
}

/** What would be kept as a phrase: what is marked, else the line of the cursor without its beginning. */
export function phraseAt(text: string, from: number, to: number, speakers: Speakers): string {
  if (to > from) return text.slice(from, to).trim()
  const { line } = lineAt(text, from)
  const speaker = speakerOf(line, speakers)
  return (speaker === undefined ? line : line.slice(prefixOf(speaker, speakers).length)).trim()
}
