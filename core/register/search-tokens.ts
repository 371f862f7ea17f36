/**
 * One search for names, pinyin, addresses and number fragments. A record's words go into a token table (bigrams, initials,
 * full pinyin) and its numbers into a trigram table; hits are verified on the record's own normalised text.
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

/** Half-width, lower case, no blanks: how both sides are compared. */
export const normalise = (value: string): string =>
  value
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s|\p{Cc}]/gu, '')

const bigrams = (value: string): string[] => {
  const characters = [...value]
  return characters.slice(0, -1).map((one, index) => one + (characters[index + 1] ?? ''))
}

export function searchEntry(source: SearchSource): SearchEntry {
  const names = source.names.map(normalise).filter((one) => one !== '')
  const text = source.text.map(normalise).join('')
  const digits = source.digits.map(normalise).filter((one) => one !== '')
  const tokens = new Set<string>()
  names.forEach((name, index) => {
    for (const one of [name, ...name, ...bigrams(name)]) tokens.add(one)
    const sounds = (index === 0 ? source.pinyin?.split(' ') : null) ?? syllables(name.slice(0, 24))
    const initials = sounds.map((one) => one[0] ?? '').join('')
    for (let from = 0; from < initials.length; from++) tokens.add(initials.slice(from))
    tokens.add(sounds.join(''))
    if (sounds.length > 1) tokens.add(sounds.slice(1).join(''))
  })
  for (const one of bigrams(text)) tokens.add(one)
  tokens.delete('')
  return { tokens: [...tokens].join(' '), digits: digits.join(' '), searchText: [...names, text, ...digits].join('|') }
}

/** FTS5 and verification conditions for what was typed; null when nothing was. */
export interface SearchQuery {
  textMatch: string | null
  digitsMatch: string | null
  /** must each be found in search_text */
  verify: string[]
}

/** 王w → 王, w; a number with its check letter stays whole */
const byScript = (word: string): string[] => (/^\d+x$/.test(word) ? [word] : (word.match(/[a-z]+|[^a-z]+/g) ?? []))

const quoted = (token: string) => `"${token.replaceAll('"', '')}"`

export function searchQuery(typed: string): SearchQuery | null {
  const words = typed.trim().split(/\s+/).map(normalise).flatMap(byScript).slice(0, 8)
  if (words.length === 0) return null
  const text: string[] = []
  const digits: string[] = []
  const verify: string[] = []
  for (const word of words) {
    if (/^\d{3,}x?$/.test(word)) {
      for (let from = 0; from + 3 <= word.length; from++) digits.push(quoted(word.slice(from, from + 3)))
      verify.push(word)
    } else if (/^[a-z]+$/.test(word)) {
      text.push(`${quoted(word)}*`)
    } else if ([...word].length === 1) {
      text.push(quoted(word))
      verify.push(word)
    } else {
      for (const one of bigrams(word)) text.push(quoted(one))
      verify.push(word)
    }
  }
  return {
    textMatch: text.length > 0 ? text.join(' AND ') : null,
    digitsMatch: digits.length > 0 ? digits.join(' AND ') : null,
    verify,
  }
}
