/**
 * The best hits of a search, fast at any size: exactly the name, names that begin so, numbers that end so, then whatever
 * else has the words; in each group those present before the retired, by sound. No group is looked at beyond `reach`.
 */
import { tableShapes } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import type { RegisterName } from '../domain/field.ts'
import { orderOf } from './conditions.ts'
import { readColumn, readValue } from './prepared.ts'
import { beginsWith, continuedBy, isSounded, searchParts, wordsOf, type Condition } from './search-condition.ts'
import { endTrigrams, houseNumber, trigrams, wholeSound, type SearchWord } from './search-tokens.ts'

export interface FirstHits {
  /** row numbers of live records, best first */
  rowNumbers: number[]
  /** there may be others */
  more: boolean
}

/** SQL that gives row numbers in any order */
interface Source extends Condition {
  /** rows themselves are read, which costs ten times what an index entry does */
  verified?: boolean
}

const verifiedReach = 100

/** null when nothing was typed. @throws DeskError BAD_REQUEST for a ledger without search */
export function firstHits(
  reader: SqliteConnection,
  register: RegisterName,
  typed: string | undefined,
  reach: number,
): FirstHits | null {
  const words = wordsOf(register, typed)
  if (!words) return null
  const found = new Set<number>()
  if (words.length === 0) return { rowNumbers: [], more: false }
  for (const { sql, parameters, verified } of sourcesOf(reader, register, words)) {
    if (verified && found.size >= verifiedReach) return { rowNumbers: [...found], more: true }
    // those found before may be all that comes first here
    const limit = found.size + (verified ? Math.min(reach, verifiedReach) : reach)
    const numbers = readColumn(reader, `${sql} LIMIT ?`, [...parameters, limit]) as number[]
    const fresh = numbers.filter((one) => !found.has(one))
    for (const one of inOrder(reader, register, fresh)) found.add(one)
    if (numbers.length === limit || found.size > reach) return { rowNumbers: [...found].slice(0, reach), more: true }
  }
  return { rowNumbers: [...found], more: false }
}

/** Live ones only, in the order in which hits are shown. */
function inOrder(reader: SqliteConnection, register: RegisterName, rowNumbers: readonly number[]): number[] {
  if (rowNumbers.length === 0) return []
  const { name } = tableShapes[register]
  const table = register === 'resident' ? `${name} INDEXED BY residents_found` : name
  const order = register === 'resident' ? foundOrder : orderOf({ register, search: 'x' })
  const sql = `SELECT row_no FROM ${table} WHERE ${live} AND row_no IN (SELECT value FROM json_each(?)) ORDER BY ${order}`
  return readColumn(reader, sql, [JSON.stringify(rowNumbers)]) as number[]
}

const foundOrder = "status IN ('movedOut', 'deceased'), name_pinyin, row_no"

function* sourcesOf(reader: SqliteConnection, register: RegisterName, words: readonly SearchWord[]): Generator<Source> {
  const [word, other] = words
  if (word && !other) {
    if (isSounded(register)) yield* nameSources(reader, register, word)
    if (word.kind === 'number') {
      if (!isWhole(word.value)) yield* numberSources(reader, register, word.value)
      return
    }
    if (word.kind === 'mixed' && isSounded(register)) return
  }
  yield generalSource(register, words)
}

/** a citizen's number holds no other */
const isWhole = (value: string): boolean => /^\d{17}[\dx]$/.test(value)

function generalSource(register: RegisterName, words: readonly SearchWord[]): Source {
  const { name } = tableShapes[register]
  const { match, rows, verified } = searchParts(register, words)
  const tokens = `${register}_text`
  const conditions = ['deleted_at IS NULL', ...rows.map((one) => one.sql)].join(' AND ')
  const parameters = rows.flatMap((one) => one.parameters)
  if (match === null) return { sql: `SELECT row_no FROM ${name} WHERE ${conditions}`, parameters, verified: true }
  if (rows.length === 0) return { sql: `SELECT rowid FROM ${tokens} WHERE ${tokens} MATCH ?`, parameters: [match] }
  const table = verified || register !== 'resident' ? name : `${name} INDEXED BY residents_found`
  return {
    sql: `SELECT row_no FROM ${tokens} CROSS JOIN ${table} ON row_no = ${tokens}.rowid WHERE ${tokens} MATCH ? AND ${conditions}`,
    parameters: [match, ...parameters],
    verified: true,
  }
}

const live = 'deleted_at IS NULL'

/** Anchored at the beginning of the name or of its sound: straight from the B-trees. */
function* nameSources(reader: SqliteConnection, register: RegisterName, word: SearchWord): Generator<Source> {
  const { name: table } = tableShapes[register]
  const select = `SELECT row_no FROM ${table} WHERE ${live}`
  if (word.kind === 'text') {
    // the deleted are left out with the ordering: the index alone answers
    yield { sql: `SELECT row_no FROM ${table} WHERE name = ?`, parameters: [word.value] }
    yield* begunSources(reader, table, word.value, null)
  } else if (word.kind === 'mixed') {
    yield* begunSources(reader, table, word.before, word.value)
  } else if (word.kind === 'sound') {
    const { sql, parameters } = beginsWith('name_pinyin', word.value)
    yield { sql: `${select} AND ${sql} ORDER BY name_pinyin, name, status, row_no`, parameters }
    yield {
      sql: `SELECT rowid FROM ${register}_text WHERE ${register}_text MATCH ?`,
      parameters: [wholeSound(word.value)],
    }
  } else if (/^\d{3,17}[\dx]$/.test(word.value)) {
    yield* idNumberSources(select, word.value)
  }
}

const fewNames = 1000

/** A few names are taken as they are; of many (a surname) the first by sound, one reading of it. */
function* begunSources(reader: SqliteConnection, table: string, begun: string, sound: string | null): Generator<Source> {
  const begins = beginsWith('name', begun)
  const names = `SELECT 1 FROM ${table} WHERE ${begins.sql} LIMIT ${String(fewNames + 1)}`
  const many = (readValue(reader, `SELECT count(*) FROM (${names})`, begins.parameters) as number) > fewNames
  const continued = sound === null ? { sql: '1', parameters: [] } : continuedBy(begun, sound)
  if (!many) {
    yield {
      sql: `SELECT row_no FROM ${table} WHERE ${live} AND ${begins.sql} AND ${continued.sql}`,
      parameters: [...begins.parameters, ...continued.parameters],
    }
    return
  }
  const sounded = `SELECT name_pinyin FROM ${table} WHERE ${live} AND ${begins.sql} AND name_pinyin IS NOT NULL LIMIT 1`
  const reading = readValue(reader, sounded, begins.parameters) as string | undefined
  if (reading === undefined) return
  const syllables = reading
    .split(' ')
    .slice(0, [...begun].length)
    .join(' ')
  const [from, to] =
    sound === null ? [syllables, `${syllables}!`] : [`${syllables} ${sound[0] ?? ''}`, `${syllables} ${sound[0] ?? ''}{`]
  yield {
    sql: `SELECT row_no FROM ${table} INDEXED BY residents_name_pinyin
      WHERE ${live} AND name_pinyin >= ? AND name_pinyin < ? AND ${begins.sql} AND ${continued.sql}
      ORDER BY name_pinyin, name, status, row_no`,
    parameters: [from, to, ...begins.parameters, ...continued.parameters],
  }
}

/** By the index of the last six places: four and five places are a hundred and ten looks into it. */
function* idNumberSources(select: string, value: string): Generator<Source> {
  const tail = value.slice(-6).toUpperCase()
  if (value.length < 4) return
  const missing = 6 - tail.length
  const tails =
    missing > 0 ? Array.from({ length: 10 ** missing }, (_, index) => String(index).padStart(missing, '0') + tail) : [tail]
  const whole = value.length > 6 ? ` AND id_number LIKE ?` : ''
  yield {
    sql: `${select} AND substr(id_number, -6) IN (SELECT value FROM json_each(?))${whole}`,
    parameters: [JSON.stringify(tails), ...(value.length > 6 ? [`%${value}`] : [])],
    verified: true,
  }
}

/** Numbers that end so before those that hold it elsewhere. */
function* numberSources(reader: SqliteConnection, register: RegisterName, value: string): Generator<Source> {
  const { name } = tableShapes[register]
  const digits = `${register}_digits`
  const house = houseNumber(value)
  const inAddress = { sql: `SELECT rowid FROM ${register}_text WHERE ${register}_text MATCH ?`, parameters: [house] }
  const candidates = readColumn(reader, `SELECT rowid FROM ${digits} WHERE ${digits} MATCH ? LIMIT ?`, [
    trigrams(value),
    verifiedReach,
  ]) as number[]
  if (candidates.length < verifiedReach) {
    const listed = 'SELECT value FROM json_each(?)'
    const sql = `SELECT row_no FROM ${name} WHERE row_no IN (${listed}) AND ${live} AND instr(search_text, ?) > 0`
    const rows = JSON.stringify(candidates)
    yield { sql: `${sql} AND instr(search_text || '|', ?) > 0`, parameters: [rows, value, `${value}|`], verified: true }
    if (house !== null) yield inAddress
    yield { sql, parameters: [rows, value], verified: true }
    return
  }
  const sql = `SELECT row_no FROM ${digits} CROSS JOIN ${name} ON row_no = ${digits}.rowid WHERE ${digits} MATCH ? AND ${live} AND instr(search_text, ?) > 0`
  if (value.length < 6) yield { sql, parameters: [endTrigrams(value), value], verified: true }
  if (house !== null) yield inAddress
  yield { sql, parameters: [trigrams(value), value], verified: true }
}
