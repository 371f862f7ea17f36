/** What was typed as conditions on a ledger's rows: all hits, however many. */
import { tableShapes } from '../../db/rows.ts'
import { badRequest } from '../contract/errors.ts'
import type { RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { houseNumber, searchWords, soundTokens, textTokens, trigrams, type SearchWord } from './search-tokens.ts'

export interface Condition {
  sql: string
  parameters: unknown[]
}

/** The words, or null when nothing was typed. @throws DeskError BAD_REQUEST for a ledger without search */
export function wordsOf(register: RegisterName, typed: string | undefined): SearchWord[] | null {
  if (typed === undefined || typed.trim() === '') return null
  if (!registers[register].search) throw badRequest(`${registers[register].label}不能搜索`)
  return searchWords(typed)
}

/** Ledgers whose names stand in B-trees with their sounds. */
export const isSounded = (register: RegisterName): boolean => tableShapes[register].byProperty.has('namePinyin')

const highest = '\u{10ffff}'
export const beginsWith = (column: string, text: string): Condition => ({
  sql: `${column} >= ? AND ${column} < ?`,
  parameters: [text, text + highest],
})

/** Of a name begun in characters, the syllables after them: by full pinyin or by initials. */
export function continuedBy(before: string, sound: string): Condition {
  const begun = [...before].length
  let rest = 'name_pinyin'
  for (let index = 0; index < begun; index++) rest = `substr(${rest}, instr(${rest}, ' ') + 1)`
  const initials = [...sound].map((letter) => `${letter}*`).join(' ')
  return {
    sql: `length(name) > ? AND (${rest} GLOB ? OR replace(${rest}, ' ', '') GLOB ?)`,
    parameters: [begun, initials, `${sound}*`],
  }
}

/** A tenth of all names has a letter: asking the token table for all of them is slower than looking at each hit. */
function shortSound(sound: string): Condition {
  const [first = '', second] = sound
  const patterns = [
    `${sound}*`,
    `* ${sound}*`,
    ...(second === undefined ? [] : [`${first}* ${second}*`, `* ${first}* ${second}*`]),
  ]
  return { sql: `(${patterns.map(() => 'name_pinyin GLOB ?').join(' OR ')})`, parameters: patterns }
}

/** The token table's part of a search, and what rows must meet besides. */
export interface SearchParts {
  match: string | null
  rows: Condition[]
  /** the row's own text is read */
  verified: boolean
}

export function searchParts(register: RegisterName, words: readonly SearchWord[]): SearchParts {
  const tokens: string[] = []
  const rows: Condition[] = []
  let verified = false
  const text = (value: string) => {
    const { match, sure } = textTokens(value)
    tokens.push(match)
    if (sure) return
    verified = true
    rows.push({ sql: 'instr(search_text, ?) > 0', parameters: [value] })
  }
  for (const word of words) {
    if (word.kind === 'text') text(word.value)
    else if (word.kind === 'mixed') {
      text(word.before)
      if (isSounded(register)) {
        for (const one of [beginsWith('name', word.before), continuedBy(word.before, word.value)]) rows.push(one)
        verified = true
      } else tokens.push(soundTokens(word.value))
    } else if (word.kind === 'number') {
      verified = true
      const digits = `row_no IN (SELECT rowid FROM ${register}_digits WHERE ${register}_digits MATCH ?) AND instr(search_text, ?) > 0`
      const house = houseNumber(word.value)
      const asHouse = `row_no IN (SELECT rowid FROM ${register}_text WHERE ${register}_text MATCH ?)`
      rows.push(
        house === null
          ? { sql: digits, parameters: [trigrams(word.value), word.value] }
          : { sql: `(${digits} OR ${asHouse})`, parameters: [trigrams(word.value), word.value, house] },
      )
    } else if (word.value.length < 3 && words.length > 1 && isSounded(register)) rows.push(shortSound(word.value))
    else tokens.push(soundTokens(word.value))
  }
  return {
    // what was typed last is mostly the rarest: it leads
    match: tokens.length > 0 ? tokens.reverse().join(' AND ') : null,
    rows,
    verified,
  }
}

export function searchCondition(register: RegisterName, typed: string | undefined): Condition | null {
  const words = wordsOf(register, typed)
  if (!words) return null
  // only signs were typed: nothing has them
  if (words.length === 0) return { sql: '0', parameters: [] }
  const { match, rows } = searchParts(register, words)
  const inTokens = {
    sql: `row_no IN (SELECT rowid FROM ${register}_text WHERE ${register}_text MATCH ?)`,
    parameters: [match],
  }
  const parts = match === null ? rows : [inTokens, ...rows]
  return { sql: parts.map((one) => one.sql).join(' AND '), parameters: parts.flatMap((one) => one.parameters) }
}
