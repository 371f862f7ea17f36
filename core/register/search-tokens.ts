/**
 * One search for names, pinyin, addresses and number fragments. A record's words go into a token table (pairs, initials,
 * full pinyin) and its numbers into a trigram table; where tokens alone do not prove a hit, the record's own text does.
 */
import { syllables } from './pinyin.ts'

export interface SearchSource {
  names: string[]
  /** syllables typed by hand for a rare character, joined by blanks; replaces the dictionary for the first name */
  pinyin: string | null
  text: string[]
  digits: string[]
}

export interface SearchEntry {
  tokens: string
  digits: string
  /** names|text|digits, for verification */
  searchText: string
}

/** Most of what ledgers hold: nothing in it can be written otherwise. */
const plain = /^[\u4e00-\u9fff0-9a-z]*$/
const plainAscii = /^[!-{}~]*$/

/** Half-width, lower case, no blanks: how both sides are compared. */
export function normalise(value: string): string {
  if (plain.test(value)) return value
  if (plainAscii.test(value)) return value.toLowerCase()
  return value
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s|\p{Cc}]/gu, '')
}

/**
 * What counts as one place in a text: a character, or a whole number, so that 3组 is not found in 13组. The tokenizer does
 * not know the rarest characters (beyond U+2B740) as letters; they are spelled by number.
 */
function units(value: string): string[] {
  if (plain.test(value)) return plainUnits(value)
  return (value.match(/\d+|[\p{L}\p{N}]/gu) ?? []).map((one) => {
    const code = one.codePointAt(0) ?? 0
    return code > 0x2b740 ? `u${code.toString(16)}` : one
  })
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

function plainUnits(value: string): string[] {
  const list: string[] = []
  for (let at = 0; at < value.length;) {
    const from = at++
    if (isDigit(value.charCodeAt(from))) while (isDigit(value.charCodeAt(at))) at++
    list.push(value.slice(from, at))
  }
  return list
}

const pairs = (list: readonly string[]): string[] => list.slice(0, -1).map((one, index) => one + (list[index + 1] ?? ''))

const isNumber = (unit: string): boolean => isDigit(unit.charCodeAt(0))

export function searchEntry(source: SearchSource): SearchEntry {
  const names = source.names.map(normalise).filter((one) => one !== '')
  const text = source.text.map(normalise).join('')
  const digits = source.digits.map(normalise).filter((one) => one !== '')
  const tokens = new Set<string>()
  names.forEach((name, index) => {
    const parts = units(name)
    tokens.add(parts.join(''))
    for (const one of parts) tokens.add(one)
    for (const one of pairs(parts)) tokens.add(one)
    const sounds = (index === 0 ? source.pinyin?.split(' ') : null) ?? syllables(name.slice(0, 24))
    const initials = sounds.map((one) => one[0] ?? '').join('')
    for (let from = 0; from < initials.length; from++) tokens.add(initials.slice(from))
    tokens.add(sounds.join(''))
    if (sounds.length > 1) tokens.add(sounds.slice(1).join(''))
  })
  const places = units(text)
  for (const one of pairs(places)) tokens.add(one)
  for (const one of places) if (isNumber(one)) tokens.add(one)
  tokens.delete('')
  return {
    tokens: [...tokens].join(' '),
    // the blank after each number makes its end something that can be searched for
    digits: digits.map((one) => `${one} `).join(''),
    searchText: [...names, text, ...digits].join('|'),
  }
}

/**
 * One thing that was typed. text: part of a name or an address · sound: pinyin or initials · number: part of a number ·
 * mixed: a name begun in characters and continued by sound (王w)
 */
export type SearchWord = { kind: 'text' | 'sound' | 'number'; value: string } | { kind: 'mixed'; value: string; before: string }

const asNumber = (word: string): boolean => /^[a-z\d-]+$/.test(word) && word.replaceAll(/\D/g, '').length >= 3

function wordsIn(word: string): SearchWord[] {
  if (asNumber(word)) return [{ kind: 'number', value: word }]
  const mixed = /^([^a-z\d]{1,3})([a-z]+)$/.exec(word)
  if (mixed) return [{ kind: 'mixed', before: mixed[1] ?? '', value: mixed[2] ?? '' }]
  // 石榴3组 → 石榴, 3组
  return (word.match(/[a-z]+|\d+[^a-z\d]*|[^a-z\d]+/g) ?? []).map((value) => ({
    kind: /^[a-z]/.test(value) ? 'sound' : asNumber(value) ? 'number' : 'text',
    value,
  }))
}

/** Words are parted by blanks, by change of script and before a number; at most eight count. */
export const searchWords = (typed: string): SearchWord[] =>
  typed
    .trim()
    .split(/\s+/)
    .map(normalise)
    .flatMap(wordsIn)
    .filter(({ kind, value }) => kind !== 'text' || units(value).length > 0)
    .slice(0, 8)

const quoted = (token: string) => `"${token}"`

/** What the token table is asked for a text; `sure` when no other record can answer. */
export function textTokens(value: string): { match: string; sure: boolean } {
  const parts = units(value)
  // of a long text every second pair, and the last: the text itself is looked at anyway
  const tokens =
    parts.length === 1 ? parts : pairs(parts).filter((_, at, all) => all.length < 4 || at % 2 === 0 || at === all.length - 1)
  return { match: tokens.map(quoted).join(' AND '), sure: parts.length < 3 }
}

export const soundTokens = (value: string): string => `${quoted(value)}*`
/** all initials, a whole given name */
export const wholeSound = quoted

/** Short numbers are house numbers too: words of the address. */
export const houseNumber = (value: string): string | null => (/^\d{3,4}$/.test(value) ? quoted(value) : null)

/** The last trigrams tell more than the first, which half the county shares. */
export function trigrams(value: string): string {
  const told = value.slice(-9)
  return Array.from({ length: told.length - 2 }, (_, from) => quoted(told.slice(from, from + 3))).join(' AND ')
}

/** Of numbers that end so. */
export const endTrigrams = (value: string): string => `${trigrams(value)} AND ${quoted(`${value.slice(-2)} `)}`
