/**
 * One value, one text: keys sorted by UTF-16 code unit, no white space, numbers and strings as JSON.stringify writes them
 * (RFC 8785). Reading accepts only that text, which also refuses duplicate keys, deep nesting and `__proto__`.
 */
import { PackageError } from './package-error.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** How deep arrays and objects may nest, the outermost counted. */
export const maxJsonDepth = 16
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function malformed(detail: string): PackageError {
  return new PackageError('malformed', detail)
}

function text(value: string): string {
  if (!value.isWellFormed()) throw malformed('文字编码有误')
  return JSON.stringify(value)
}

function encode(value: unknown, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return text(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (typeof value !== 'object') throw malformed('不是 JSON 值')
  if (depth === maxJsonDepth) throw malformed('JSON 嵌套过深')
  if (Array.isArray(value)) return `[${value.map((item) => encode(item, depth + 1)).join(',')}]`
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw malformed('不是 JSON 值')
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members
    .map(([key, member]) => {
      if (forbiddenKeys.has(key)) throw malformed('JSON 含有禁用的键')
      return `${text(key)}:${encode(member, depth + 1)}`
    })
    .join(',')}}`
}

/** Throws PackageError `malformed` for what JSON cannot say: undefined, NaN, dates, lone surrogates, more than 16 levels. */
export function canonicalJson(value: unknown): string {
  return encode(value, 0)
}

/** The value of a canonical text; any other text, however valid as JSON, is `malformed`. */
export function parseCanonicalJson(bytes: Uint8Array): Json {
  let source: string
  let value: Json
  try {
    source = decoder.decode(bytes)
    value = JSON.parse(source) as Json
  } catch {
    throw malformed('不是有效的 JSON')
  }
  if (canonicalJson(value) !== source) throw malformed('JSON 不是规范形式')
  return value
}
