/**
 * What may stand between the braces of a template:
 *
 * - `{姓名}` a field; a missing one prints as a line to write on
 * - `{姓名|空}` the same, but a missing one prints as nothing (cells of forms)
 * - `{#事实|段落}{.}{/}` one paragraph per line of a text
 * - `{#当事人}…{/当事人}`, `{^当事人}…{/当事人}` once per item or when present, and when absent
 * - `{#当事人|有}…{/当事人|有}` once when the list has any item
 * - inside a list: `{$n}` 1, 2, 3; `{$cn}` 一、二、三; `{#$first}`, `{#$last}`
 */
import { chineseOrdinal } from './chinese-date.ts'

/** Printed where a value is missing: four full-width low lines. */
export const blankLine = '＿＿＿＿'

/** Place of the present item in its innermost list. */
export interface ListPlace {
  /** from 0 */
  index: number
  length: number
}

/** The field a tag reads, or undefined for `{.}` and the `$` words. */
export function baseField(tag: string): string | undefined {
  const name = tag.split('|')[0]?.trim() ?? ''
  return name === '' || name === '.' || name.startsWith('$') ? undefined : name
}

/** Value of a tag in one scope; undefined = not here, look in the list around. */
export function readTag(tag: string, scope: unknown, place: ListPlace | undefined): unknown {
  const name = tag.trim()
  if (name === '.') return cleaned(scope)
  if (name.startsWith('$')) return readPlace(name, place)
  const field = baseField(name)
  const value = field !== undefined && isRecord(scope) && Object.hasOwn(scope, field) ? scope[field] : undefined
  if (value === undefined || value === null || value === '') return undefined
  if (name.endsWith('|有')) return !Array.isArray(value) || value.length > 0
  return name.endsWith('|段落') ? splitParagraphs(value) : cleaned(value)
}

/** What a missing value prints as: a line to write on, or nothing for `|空`. */
export function missingText(tag: string): string {
  return tag.endsWith('|空') ? '' : blankLine
}

function readPlace(name: string, place: ListPlace | undefined): unknown {
  if (place === undefined) return undefined
  switch (name) {
    case '$n':
      return place.index + 1
    case '$cn':
      return chineseOrdinal(place.index + 1)
    case '$first':
      return place.index === 0
    case '$last':
      return place.index === place.length - 1
    default:
      return undefined
  }
}

function splitParagraphs(value: unknown): string[] {
  const lines = String(cleaned(value))
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
  const filled = lines.filter((line) => line !== '')
  return filled.length > 0 ? filled : [blankLine]
}

/** Text without what no XML file may hold: control characters, halves of characters, noncharacters. Private-use name characters stay. */
function cleaned(value: unknown): unknown {
  return typeof value === 'string'
    ? value.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    : value
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
