import { Buffer } from 'node:buffer'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import XLSX from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resident } from '../domain/resident/fields.ts'
import { findLayout } from '../register/import/layout.ts'
import { judgeSheet, openWorkbook, readSheet } from './workbook-client.ts'
import { nodeWorkers } from './spawn-node.ts'
import { workbookLimits } from './workbook-limits.ts'
import { askWorkbook, workbookOf, zipOf, type WorkbookAnswer } from './workbook-testing.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function ask(bytes: Buffer | string, task: 'open' | 'rows' = 'open', name = 'file.xlsx'): Promise<WorkbookAnswer> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return askWorkbook(task === 'open' ? { task, file: path } : { task, file: path, sheet: '表' })
}

const good = '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>'

/** An OLE container as far as its directory goes. */
function oleOf(...names: string[]): Buffer {
  const directory = names.map((name) => {
    const entry = Buffer.alloc(128)
    entry.write(name, 'utf16le')
    entry.writeUInt16LE((name.length + 1) * 2, 64)
    entry[66] = 2
    return entry
  })
  const header = Buffer.alloc(512)
  header.write('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1')
  return Buffer.concat([header, ...directory])
}

function xls(password: boolean): Buffer {
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['姓名'], ['王一']]), '表')
  const bytes: unknown = XLSX.write(book, { type: 'buffer', bookType: 'biff8' })
  if (!Buffer.isBuffer(bytes)) throw new Error('no bytes')
  if (!password) return bytes
  // a FILEPASS record where the first record after BOF stands
  const bof = bytes.indexOf(Buffer.from([0x09, 0x08, 0x10, 0x00]))
  bytes.writeUInt16LE(0x2f, bof + 20)
  bytes.writeUInt16LE(0, bof + 24)
  return bytes
}

describe('what is no workbook is named by its bytes', () => {
  test.each<[string, Buffer | string, string, RegExp]>([
    ['an empty file', '', 'empty', /空/],
    ['a PDF', '%PDF-1.7\n…', 'notWorkbook', /PDF/],
    ['a photo', Buffer.from('ffd8ffe000104a464946', 'hex'), 'notWorkbook', /照片/],
    [
      'a Word document',
      zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data: '<a/>' },
      ]),
      'notWorkbook',
      /Word/,
    ],
    ['an old Word document', oleOf('Root Entry', 'WordDocument'), 'notWorkbook', /Word/],
    ['an archive', zipOf([{ name: 'a.txt', data: 'a' }]), 'notWorkbook', /压缩包/],
    ['a program', Buffer.from('MZ\x90\x00', 'latin1'), 'notWorkbook', /程序/],
    ['bytes of nothing known', Buffer.from([1, 2, 3, 4, 0, 0, 7]), 'notWorkbook', /电子表格/],
    ['a web page without a table', '<html><p>hello</p></html>', 'notWorkbook', /电子表格/],
    ['a workbook with a password', oleOf('Root Entry', 'EncryptionInfo', 'EncryptedPackage'), 'encrypted', /密码/],
    ['an .xls with a password', xls(true), 'encrypted', /密码/],
    ['an encrypted zip', zipOf([{ name: '[Content_Types].xml', data: '<Types/>', encrypted: true }]), 'encrypted', /密码/],
    ['an .xls with macros', oleOf('Root Entry', 'Workbook', '_VBA_PROJECT_CUR'), 'macros', /宏/],
    ['a workbook with macros', workbookOf({ rows: good, more: [{ name: 'xl/vbaProject.bin', data: 'x' }] }), 'macros', /宏/],
    [
      'a workbook of the macro kind',
      workbookOf({ rows: good, contentType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
      'macros',
      /宏/,
    ],
    ['a workbook cut off', workbookOf({ rows: good }).subarray(0, -40), 'truncated', /不完整/],
    ['the first half of a workbook', workbookOf({ rows: good.repeat(1) }).subarray(0, 200), 'truncated', /不完整/],
    [
      'two parts of one name',
      workbookOf({ rows: good, more: [{ name: 'XL/Worksheets/sheet1.xml', data: '<a/>' }] }),
      'duplicateEntry',
      /重名/,
    ],
    ['a workbook of nothing', workbookOf(), 'empty', /没有内容/],
  ])('%s', async (_, bytes, kind, message) => {
    const answer = await ask(bytes)
    expect(answer.failure).toBe(kind)
    expect(answer.message).toMatch(message)
  })

  test('a file that is not there', async () => {
    expect((await askWorkbook({ task: 'open', file: join(folder, 'none.xlsx') })).failure).toBe('unreadable')
  })

  test('a sheet that is not there', async () => {
    const path = join(folder, 'one.xlsx')
    await writeFile(path, workbookOf({ rows: good }))
    expect((await askWorkbook({ task: 'rows', file: path, sheet: '别的' })).failure).toBe('noSheet')
  })
})

describe('hostile XML', () => {
  test.each<[string, Parameters<typeof workbookOf>[0], string]>([
    [
      'an external entity in a sheet',
      {
        sheet:
          '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c><v>&x;</v></c></row></sheetData></worksheet>',
      },
      'externalEntities',
    ],
    [
      'a billion laughs in the strings',
      { rows: good, strings: '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>' },
      'externalEntities',
    ],
    [
      'a DOCTYPE that leads outside',
      { sheet: '<!DOCTYPE worksheet SYSTEM "http://127.0.0.1/x.dtd"><worksheet/>' },
      'externalEntities',
    ],
    ['an unknown entity', { rows: '<row r="1"><c r="A1"><v>&x;</v></c></row>' }, 'damaged'],
    ['tags that do not close', { rows: '<row r="1"><c r="A1">' }, 'damaged'],
    ['tags nested without end', { rows: '<a>'.repeat(1000) + '</a>'.repeat(1000) }, 'damaged'],
    [
      'rows that run backwards',
      { rows: `<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>` },
      'damaged',
    ],
    ['a number that is none', { rows: '<row r="1"><c r="A1"><v>1x</v></c></row>' }, 'damaged'],
    ['a row beyond the format', { rows: '<row r="10000000"><c r="A10000000"><v>1</v></c></row>' }, 'tooManyRows'],
    [
      'a stated size beyond the format',
      { sheet: '<worksheet><dimension ref="A1:C10000000"/><sheetData/></worksheet>' },
      'tooManyRows',
    ],
    ['a column beyond the format', { rows: '<row r="1"><c r="ZZZ1"><v>1</v></c></row>' }, 'damaged'],
    ['10,000 columns', { rows: `<row r="1">${'<c><v>1</v></c>'.repeat(10_000)}</row>` }, 'tooManyColumns'],
    ['more than 500 used columns', { rows: `<row r="1">${'<c><v>1</v></c>'.repeat(501)}</row>` }, 'tooManyColumns'],
  ])('%s', async (_, pieces, kind) => {
    expect((await ask(workbookOf(pieces))).failure).toBe(kind)
  })

  test('a relation that leads outside is not followed', async () => {
    const bytes = zipOf([
      { name: '[Content_Types].xml', data: '<Types/>' },
      { name: '_rels/.rels', data: '<R><Relationship Id="a" Type="x/officeDocument" Target="../../../etc/passwd"/></R>' },
    ])
    expect((await ask(bytes)).failure).toBe('notWorkbook')
  })

  test('empty styled columns up to XFD are no columns', async () => {
    const { failure, rows } = await ask(
      workbookOf({ rows: '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>' }),
      'rows',
    )
    expect({ failure, rows }).toEqual({ failure: null, rows: [{ row: 1, cells: [1] }] })
  })
})

test('a byte changed inside a sheet is noticed', async () => {
  const bytes = workbookOf({
    sheet: `<worksheet><sheetData>${good}${'<row><c><v>1</v></c></row>'.repeat(50)}</sheetData></worksheet>`,
  })
  const start = bytes.indexOf('xl/worksheets/sheet1.xml') + 24
  const end = bytes.indexOf(Buffer.from('PK', 'latin1'), start)
  const unchanged = (await ask(bytes, 'rows')).rows
  let refused = 0
  for (let at = start; at < end; at++) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 0x10
    // the last bits of a packed part may be padding, which changes nothing
    const { failure, rows } = await ask(changed, 'rows')
    if (failure === null) expect(rows).toEqual(unchanged)
    else refused++
  }
  expect(refused).toBeGreaterThanOrEqual(end - start - 1)
})

describe('bombs end early', () => {
  const seconds = 20_000

  test('ten million rows are refused by that name', { timeout: seconds }, async () => {
    const block = Buffer.from('<row><c><v>1</v></c></row>'.repeat(100_000))
    const sheet = Buffer.concat([
      Buffer.from('<worksheet><sheetData>'),
      ...Array.from({ length: 20 }, () => block),
      Buffer.from('</sheetData></worksheet>'),
    ])
    expect((await ask(workbookOf({ sheet }), 'rows')).failure).toBe('tooManyRows')
  })

  test('half a million rows of data are read, one more is not', { timeout: seconds }, async () => {
    const rows = '<row><c><v>1</v></c></row>'.repeat(workbookLimits.dataRows)
    const fits = await ask(workbookOf({ rows }), 'rows')
    expect([fits.failure, fits.rows.length]).toEqual([null, workbookLimits.dataRows])
    expect((await ask(workbookOf({ rows: rows + '<row><c><v>1</v></c></row>' }), 'rows')).failure).toBe('tooManyRows')
  })

  test('formatted rows without values do not count', { timeout: seconds }, async () => {
    const { failure, rows } = await ask(
      workbookOf({ rows: '<row s="1"/>'.repeat(1_000_000) + '<row><c><v>7</v></c></row>' }),
      'rows',
    )
    expect({ failure, rows }).toEqual({ failure: null, rows: [{ row: 1_000_001, cells: [7] }] })
  })

  test('a sheet of blanks', { timeout: seconds }, async () => {
    const sheet = Buffer.concat([
      Buffer.from('<worksheet><sheetData><row><c><v>'),
      Buffer.alloc(100 << 20, ' '),
      Buffer.from('</v></c></row></sheetData></worksheet>'),
    ])
    expect((await ask(workbookOf({ sheet }))).failure).toBe('bomb')
  })

  test('a string table packed too tightly', { timeout: seconds }, async () => {
    expect((await ask(workbookOf({ rows: good, strings: `<si><t>${'a'.repeat(100)}</t></si>`.repeat(200_000) }))).failure).toBe(
      'bomb',
    )
  })

  test('a stated size beyond all bounds', async () => {
    const bytes = workbookOf({ rows: good, more: [{ name: 'xl/media/a.png', data: 'a', statedSize: 0xfffffff0 }] })
    expect((await ask(bytes)).failure).toBe('bomb')
  })

  test('a part larger than it says', async () => {
    const bytes = workbookOf({ rows: good })
    const lying = zipOf([
      { name: '[Content_Types].xml', data: '<Types/>' },
      { name: 'xl/workbook.xml', data: `<workbook>${' '.repeat(100_000)}</workbook>`, statedSize: 30 },
    ])
    expect((await ask(bytes)).failure).toBe(null)
    expect((await ask(lying)).failure).toBe('damaged')
  })

  test('more entries than any workbook has', { timeout: seconds }, async () => {
    const more = Array.from({ length: workbookLimits.zipEntries }, (_, index) => ({
      name: `xl/media/${String(index)}.png`,
      data: '',
    }))
    expect((await ask(workbookOf({ rows: good, more }))).failure).toBe('bomb')
  })

  test('merged ranges over the whole sheet, many times', { timeout: seconds }, async () => {
    const merges = Array.from({ length: 20_000 }, () => '<mergeCell ref="A1:XFD1048576"/>').join('')
    const sheet = `<worksheet><sheetData>${good}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`
    expect((await ask(workbookOf({ sheet }), 'rows')).failure).toBe('damaged')
  })

  test('an .xls or .csv over 20 MB is to be saved as .xlsx', async () => {
    expect((await ask(Buffer.alloc(21 << 20, 'a,b\n'), 'open', 'a.csv')).message).toMatch(/20 MB/)
    expect((await ask(Buffer.concat([oleOf('Root Entry', 'Workbook'), Buffer.alloc(21 << 20)]), 'open', 'a.xls')).failure).toBe(
      'tooLarge',
    )
  })
})

describe('in a worker thread', () => {
  const spawn = nodeWorkers(new URL('./entry.ts', import.meta.url))

  test('a sheet streams through and a refusal arrives by its kind', async () => {
    const path = join(folder, 'thread.xlsx')
    await writeFile(path, workbookOf({ rows: '<row><c><v>1</v></c></row>'.repeat(50_000) }))
    expect((await openWorkbook(spawn, path)).sheets.map((one) => one.name)).toEqual(['表'])
    let rows = 0
    for await (const batch of readSheet(spawn, path, '表')) rows += batch.length
    expect(rows).toBe(50_000)
    await expect(readSheet(spawn, path, '别的').next()).rejects.toMatchObject({ kind: 'noSheet' })
  })

  test.each([
    [{ memoryMb: 1024, timeMs: 1 }, 'tooSlow'],
    [{ memoryMb: 8, timeMs: 60_000 }, 'tooMuchMemory'],
  ])('a worker beyond %j is ended and named %s', async (limits, kind) => {
    const path = join(folder, 'large.xlsx')
    await writeFile(path, workbookOf({ rows: '<row><c t="inlineStr"><is><t>王</t></is></c></row>'.repeat(200_000) }))
    const read = async () => {
      for await (const batch of readSheet((name, request) => spawn(name, request, limits), path, '表'))
        expect(batch.length).toBeGreaterThan(0)
    }
    await expect(read()).rejects.toMatchObject({ kind })
  })

  test('rows that are judged there are bounded and refused alike', async () => {
    const path = join(folder, 'judged.xlsx')
    const layout = findLayout(
      [{ name: '表', hidden: false, sample: [{ row: 1, cells: ['姓名', '电话'] }], declaredRows: null }],
      resident,
    )
    if (!layout) throw new Error('no layout')
    const request = { register: 'resident' as const, layout, today: '2026-11-21' }
    const judged = async (rows: string, limits?: { memoryMb: number; timeMs: number }) => {
      await writeFile(path, workbookOf({ rows }))
      let records = 0
      const bounded: typeof spawn = (name, message, own) => spawn(name, message, limits ?? own)
      for await (const batch of judgeSheet(bounded, path, request)) records += batch.rows.length
      return records
    }
    const row = '<row><c t="inlineStr"><is><t>王</t></is></c></row>'
    expect(await judged(row.repeat(3000))).toBe(2999)
    await expect(judged(row.repeat(20_000), { memoryMb: 1024, timeMs: 1 })).rejects.toMatchObject({ kind: 'tooSlow' })
    await expect(judged(`${row}<row>${'<c><v>1</v></c>'.repeat(10_000)}</row>`)).rejects.toMatchObject({ kind: 'tooManyColumns' })
    for await (const batch of judgeSheet(spawn, join(folder, 'thread.xlsx'), request)) {
      expect(batch.others.length + batch.rows.length).toBeGreaterThan(0)
      break
    }
  })

  test('a reader that stops early leaves no worker behind, even one waiting for it', async () => {
    const path = join(folder, 'thread.xlsx')
    for await (const batch of readSheet(spawn, path, '表')) {
      expect(batch).toHaveLength(workbookLimits.batchRows)
      break
    }
  })
})
