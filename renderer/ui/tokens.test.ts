import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { antdTheme, defaultLook, readTokens } from './theme.ts'
import type { Look } from './theme.ts'
import type { colours } from './tokens.ts'

const looks: Look[] = [
  { contrast: 'normal', type: 100 },
  { contrast: 'high', type: 130 },
]

type Colour = keyof typeof colours

/** Text on ground: every pair that carries words. WCAG 2.2 AA asks 4.5 : 1. */
const wordPairs: [Colour, Colour][] = [
  ...cross(['text', 'text-2', 'text-3', 'primary', 'red', 'amber', 'green'], ['sheet', 'sheet-2', 'ground']),
  ['red', 'red-weak'],
  ['amber', 'amber-weak'],
  ['green', 'green-weak'],
  ['violet', 'violet-weak'],
  ['primary', 'primary-weak'],
  ['text', 'primary-weak'],
  ['text-2', 'primary-weak'],
  ['text-3', 'primary-weak'],
  ['text-2', 'grey-weak'],
  ['text', 'mark'],
  ['text-2', 'mark'],
  ['on-dark', 'primary'],
  ['on-dark', 'primary-strong'],
  ['on-dark', 'green'],
  ['on-dark', 'red'],
  ['on-dark', 'ink-2'],
  ['on-dark-2', 'ink'],
]

describe.each(looks)('look $contrast $type', (look) => {
  const { text } = readTokens(look)
  test.each(wordPairs)('%s on %s can be read', (word, ground) => {
    expect(contrast(text(word), text(ground))).toBeGreaterThanOrEqual(4.5)
  })
  test.each(['sheet', 'sheet-2'] as const)('the line of a control is seen on %s', (ground) => {
    expect(contrast(text('control-line'), text(ground))).toBeGreaterThanOrEqual(3)
  })
  test('antd takes its values from the same file', () => {
    expect(antdTheme(look).token).toMatchObject({ colorPrimary: text('primary'), fontSize: 15 * (look.type / 100) })
  })
})

test('no colour or size literal stands outside tokens.ts, and every token used is there', () => {
  const { texts, lengths } = readTokens(defaultLook)
  const found = sourcesOf(join(import.meta.dirname, '..')).flatMap(({ path, source }) => {
    const rules = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@media[^{]*|@page[^}]*\}/g, '')
    const literals = path.endsWith('.css')
      ? (rules.match(/#[\da-f]{3,8}\b|\b(?:rgb|hsl)a?\(|\b\d*\.?\d+(?:px|rem|em)\b/gi) ?? [])
      : (rules.match(/['"`]#[\da-f]{3,8}['"`]|\brgba?\(|['"`]\d+px['"`]/gi) ?? [])
    const unknown = [...rules.matchAll(/var\(--([\w-]+)\)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !(name in texts || name in lengths))
    return [...literals, ...unknown].map((each) => `${path}: ${each}`)
  })
  expect(found).toEqual([])
})

function cross(words: Colour[], grounds: Colour[]): [Colour, Colour][] {
  return words.flatMap((word) => grounds.map((ground): [Colour, Colour] => [word, ground]))
}

function sourcesOf(folder: string): { path: string; source: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(css|tsx?)$/.test(path) && !/tokens\.ts$|\.test\.tsx?$/.test(path))
    .map((path) => ({ path, source: readFileSync(join(folder, path), 'utf8') }))
}

/** Contrast ratio of two colours `#rrggbb`, after WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
