/** Binding pages into one PDF, judged by poppler. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createBlobStore } from '../../db/blobs.ts'
import { newDatabaseKey } from '../../db/keys.ts'
import { temporaryFolder } from '../../db/testing.ts'
import { bindPieces, countPages, type BindRequest } from '../documents/pdf-client.ts'
import { pdf, photographed, png, smallJpeg } from '../documents/testing/paper-files.ts'
import type { BindPiece } from './pdf-protocol.ts'
import { nodeWorkers } from './spawn-node.ts'

const spawn = nodeWorkers(new URL('./entry.ts', import.meta.url))
const folder = temporaryFolder()
const key = newDatabaseKey()
const blobs = createBlobStore(join(folder, 'attachments'), key)
const base = { folder: blobs.folder, key, made: [], state: null, firstNumber: null, finish: null } satisfies Partial<BindRequest>
const signal = new AbortController().signal

async function bind(requests: Partial<BindRequest>[]): Promise<{ pages: number[][]; path: string; bytes: number }> {
  const parts: Uint8Array[] = []
  let state: BindRequest['state'] = null
  const pages: number[][] = []
  for (const request of requests) {
    const watch = { take: (part: Uint8Array) => parts.push(part), onPiece: () => undefined, signal }
    const bound = await bindPieces(spawn, { ...base, pieces: [], ...request, state }, watch)
    pages.push(...bound.pages)
    state = bound.state
  }
  const path = join(folder, `${String(Math.random())}.pdf`)
  const bytes = Buffer.concat(parts)
  writeFileSync(path, bytes)
  return { pages, path, bytes: bytes.length }
}
const image = (bytes: Buffer): BindPiece => ({ kind: 'image', blob: blobs.put(bytes) })
const run = (program: string, ...args: string[]) => execFileSync(`/usr/bin/${program}`, args, { encoding: 'utf8', stdio: 'pipe' })

test('pages are counted; what is encrypted or broken is refused by name', async () => {
  expect(await countPages(spawn, await pdf(['a', 'b', 'c']))).toBe(3)
  await expect(countPages(spawn, await pdf(['a'], { password: 'x' }))).rejects.toMatchObject({ data: { kind: 'encrypted' } })
  await expect(countPages(spawn, Buffer.from('%PDF-1.4\n%%EOF'))).rejects.toMatchObject({ data: { kind: 'damaged' } })
})

describe.skipIf(!existsSync('/usr/bin/pdfinfo'))('judged by poppler', () => {
  let whole: { pages: number[][]; path: string; bytes: number }
  beforeAll(async () => {
    const made = [await pdf(['made one', 'made two', 'made three'])]
    const pieces: BindPiece[] = [
      { kind: 'made', pdf: 0, from: 1, count: 2 },
      image(smallJpeg),
      { kind: 'pdf', blob: blobs.put(await pdf(['scan one', 'scan two'], { turned: 90 })) },
      image(photographed(6)),
      image(png(20, 40)),
      image(png(40, 20, { alpha: true })),
      { kind: 'image', blob: 'f'.repeat(64) },
      { kind: 'pdf', blob: blobs.put(Buffer.from('no pdf')) },
      { kind: 'made', pdf: 0, from: 0, count: 1 },
    ]
    const covers = [await pdf(['cover', 'catalogue', 'back cover'])]
    const first = await bind([{ pieces, made, firstNumber: 1 }])
    const order = first.pages.flat()
    const cover = (from: number): BindPiece => ({ kind: 'made', pdf: 0, from, count: 1 })
    whole = await bind([
      { pieces, made, firstNumber: 1 },
      { pieces: [cover(0), cover(1), cover(2)], made: covers, finish: [null, null, ...order, null] },
    ])
  })

  test('what cannot be read is left out and takes no number', () => {
    expect(whole.pages.map((one) => one.length)).toEqual([2, 1, 2, 1, 1, 1, 0, 0, 1, 1, 1, 1])
  })

  test('pages stand in order, with numbers from the first one after the catalogue', () => {
    expect(run('pdfinfo', whole.path)).toMatch(/Pages:\s+12/)
    const texts = run('pdftotext', '-layout', whole.path, '-').split('\f').slice(0, -1)
    const seen = texts.map((text) =>
      text
        .trim()
        .split(/\s{2,}|\n/)
        .filter((one) => one !== ''),
    )
    const upright = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11]
    expect(upright.map((page) => seen[page])).toEqual([
      ['cover'],
      ['catalogue'],
      ['made two', '1'],
      ['made three', '2'],
      ['3'],
      ['6'],
      ['7'],
      ['8'],
      ['made one', '9'],
      ['back cover'],
    ])
    for (const [page, number] of [
      [5, '4'],
      [6, '5'],
    ] as const)
      expect(seen[page]).toContain(number)
  })

  test('the sheet is turned where the picture is wide, as it is seen', () => {
    const sizes = run('pdfinfo', '-f', '5', '-l', '10', whole.path)
    expect([...sizes.matchAll(/Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)/g)].map(([, w, h]) => Number(w) > Number(h))).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
    ])
  })

  test('numbers stand at the lower outer corner, on a turned sheet as it is seen', () => {
    const words = run('pdftotext', '-bbox', '-f', '3', '-l', '11', whole.path, '-')
    const pages = words.split('<page ').slice(1)
    const corners = pages.map((page) => {
      const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(page) ?? []
      const found = [...page.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(\d+)</g)].at(-1)
      return [found?.[3], Number(found?.[1]) > Number(width) / 2 ? 'right' : 'left', Number(found?.[2]) > Number(height) * 0.9]
    })
    expect(corners.filter(([number]) => number !== '4' && number !== '5')).toEqual(
      [1, 2, 3, 6, 7, 8, 9].map((number) => [String(number), number % 2 === 1 ? 'right' : 'left', true]),
    )
  })

  test('a JPEG goes in as it came', () => {
    run('pdfimages', '-all', '-f', '5', '-l', '5', whole.path, join(folder, 'out'))
    expect(readFileSync(join(folder, 'out-000.jpg')).equals(smallJpeg)).toBe(true)
  })
})
