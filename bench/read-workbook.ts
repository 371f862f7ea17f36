/**
 * Reading a ledger of 100,000 rows × 14 columns and judging every row, against reading it alone and against SheetJS.
 * Run: `npx node bench/read-workbook.ts [rows]`; prints medians of three rounds and their ratios.
 */
import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import XLSX from '@e965/xlsx'
import ExcelJS from 'exceljs'
import { idCheckCharacter } from '../core/domain/id-number.ts'
import { resident } from '../core/domain/resident/fields.ts'
import { interpretRows } from '../core/register/import/interpret.ts'
import { findLayout } from '../core/register/import/layout.ts'
import { nodeWorkers } from '../core/workers/spawn-node.ts'
import { openWorkbook, readSheet } from '../core/workers/workbook-client.ts'

const headers =
  '序号 姓名 性别 身份证号码 出生年月 联系电话 所属村（社区） 村民小组 家庭住址（门牌） 与户主关系 文化程度 从业情况 政治面貌 备注'.split(
    ' ',
  )
const rowCount = Number(process.argv[2] ?? 100_000)
const spawn = nodeWorkers(new URL('../core/workers/entry.ts', import.meta.url))

async function writeLedger(path: string, useSharedStrings: boolean): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings, useStyles: true })
  const sheet = book.addWorksheet('人口台账')
  sheet.addRow(headers).commit()
  for (let row = 0; row < rowCount; row++) {
    const birthday = new Date(Date.UTC(1940, 0, 1 + (row % 28_000)))
    const day = birthday.toISOString().slice(0, 10)
    const first17 = `999901${day.replaceAll('-', '')}${String(Math.floor(row / 28_000) * 10 + 101).padStart(3, '0')}`
    const name = `王${String.fromCharCode(0x4e00 + (row % 8000), 0x4e00 + ((row * 7) % 9000))}`
    const sex = Number(first17[16]) % 2 === 1 ? '男' : '女'
    const cells = [
      row + 1,
      name,
      sex,
      first17 + idCheckCharacter(first17),
      row % 5 === 0 ? birthday : day,
      `138${String(10_000_000 + row)}`,
    ]
    sheet
      .addRow([...cells, '板桥村', `${String((row % 8) + 1)}组`, `${String(row % 300)}号`, '户主', '初中', '务农', '群众', ''])
      .commit()
  }
  sheet.commit()
  await book.commit()
}

async function timed(work: () => Promise<number>): Promise<number> {
  const from = performance.now()
  const rows = await work()
  if (rows < rowCount) throw new Error(`only ${String(rows)} rows`)
  return performance.now() - from
}

const read = (path: string) => async () => {
  let rows = 0
  for await (const batch of readSheet(spawn, path, '人口台账')) rows += batch.length
  return rows
}

const readAndJudge = (path: string) => async () => {
  const layout = findLayout((await openWorkbook(spawn, path)).sheets, resident)
  if (!layout) throw new Error('no layout')
  let rows = 0
  for await (const outcomes of interpretRows(layout, readSheet(spawn, path, layout.sheet), resident, '2026-11-21')) {
    rows += outcomes.filter((one) => one.kind === 'record' && one.duplicateOfRow === null).length
  }
  return rows
}

const readBySheetJs = (path: string) => async () => {
  const book = XLSX.read(await readFile(path), { type: 'buffer', dense: true })
  return book.Sheets['人口台账']?.['!data']?.length ?? 0
}

const folder = await mkdtemp(join(tmpdir(), 'read-workbook-'))
try {
  for (const shared of [true, false]) {
    const path = join(folder, `${String(shared)}.xlsx`)
    await writeLedger(path, shared)
    const works = { read: read(path), 'read and judge': readAndJudge(path), SheetJS: readBySheetJs(path) }
    const times: Record<string, number[]> = {}
    for (let round = 0; round < 3; round++)
      for (const [name, work] of Object.entries(works)) (times[name] ??= []).push(await timed(work))
    const median = (name: string) => [...(times[name] ?? [])].sort((a, b) => a - b)[1] ?? 0
    console.log(`${String(rowCount)} rows × ${String(headers.length)} columns, ${shared ? 'shared' : 'inline'} strings`)
    for (const name of Object.keys(works)) {
      const perSecond = Math.round(rowCount / (median(name) / 1000))
      console.log(
        `  ${name.padEnd(16)} ${(median(name) / 1000).toFixed(2)} s  ${String(perSecond)} rows/s  ×${(median(name) / median('read')).toFixed(2)}`,
      )
    }
  }
} finally {
  await rm(folder, { recursive: true })
}
