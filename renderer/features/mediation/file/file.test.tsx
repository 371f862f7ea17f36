// @vitest-environment jsdom
import '../../../testing/node-parts.ts'
import { pathToFileURL } from 'node:url'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newTestDesk } from '../../../../core/testing.ts'
import type { TestDesk } from '../../../../core/testing.ts'
import { nodeWorkers } from '../../../../core/workers/spawn-node.ts'
import { messageAt, pressKey, typeAt } from '../../../testing/form-keys.ts'
import { showDesk } from '../../../testing/show-desk.tsx'
import { withBrowserParts } from '../../../ui/testing.ts'

let desk: TestDesk
beforeAll(async () => {
  withBrowserParts()
  // under jsdom the address of the workers' program is a page's; they need a file's
  const spawnWorker = nodeWorkers(pathToFileURL('core/workers/entry.ts'))
  desk = await newTestDesk({ ports: { spawnWorker } })
})
afterAll(() => desk.close())
afterEach(cleanup)

const today = '2026-11-21'
const person = (side: string, name: string) => ({ side, name, consent: 'agreed' })

async function acceptedCase(title: string): Promise<string> {
  const { id } = await desk.api.mediation.registerDispute({
    values: { title, category: '02', summary: '院墙滴水。' },
    parties: [person('applicant', '王建国'), person('respondent', '李秀英')],
  })
  const mediator = await desk.api.register.create({ register: 'mediator', values: { name: '张桂芬' } })
  await desk.api.mediation.acceptCase({ id, expectedVersion: 1, acceptedOn: today, mediatorIds: [mediator.id] })
  return id
}

const version = async (id: string) => (await desk.api.register.get({ register: 'mediation', id })).version

/** The smallest PDF: one empty page. */
function emptyPdf(): string {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const place = text.length
    text += `${String(index + 1)} 0 obj${object}endobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  return `${text}xref\n0 4\n0000000000 65535 f \n${places.join('')}trailer<</Root 1 0 R/Size 4>>\nstartxref\n${String(text.length)}\n%%EOF\n`
}
const pdfFile = (name: string) => new File([emptyPdf()], name, { type: 'application/pdf' })

/** The row of a paper, with what stands under it. */
async function rowOf(title: string): Promise<HTMLElement> {
  const cell = await screen.findByRole('cell', { name: title })
  const row = cell.closest('tbody')
  if (row === null) throw new Error(`${title} is in no row`)
  return row
}

const drop = (row: HTMLElement, files: File[]) => fireEvent.drop(row, { dataTransfer: { files, getData: () => '' } })

const namesAt = async (id: string, type: string) =>
  (await desk.api.mediation.view({ id })).documents
    .filter((one) => one.type === type)
    .flatMap(({ scans }) => scans.map(({ values }) => values['name']))

test('papers stand in the order of the law, each with its state in words', async () => {
  const id = await acceptedCase('甲与乙邻里纠纷')
  showDesk(desk, `#/mediation/${id}?tab=documents`)
  const table = await screen.findByRole('table', { name: '文书目录' })
  const { documents } = await desk.api.mediation.view({ id })
  const shown = within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell').slice(1, 3))
    .map((cells) => cells.map(({ textContent }) => textContent))
  const words = { missing: '按需', ready: '可打印', kept: '已存', scanned: '已扫描', notDue: '未到期' }
  expect(shown).toEqual(
    documents.map(({ title, state, need }) => [title, state === 'missing' && need === 'required' ? '缺' : words[state]]),
  )
})

test('files dropped on a row take their place in the order given; what cannot be taken is named with the way out', async () => {
  const id = await acceptedCase('丙与丁邻里纠纷')
  showDesk(desk, `#/mediation/${id}?tab=documents`)
  const row = await rowOf('证据材料')
  drop(row, [
    pdfFile('欠条.pdf'),
    new File(['ID3'], '录音.mp3'),
    new File([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])], '旧稿.doc'),
    new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])], '坏照片.jpg'),
    pdfFile('收据.pdf'),
  ])
  await within(row).findByText(/已放入 2 件：欠条.pdf、收据.pdf/)
  const refused = within(row).getByRole('alert').textContent
  expect(refused).toContain('3 件没有放入')
  expect(refused).toMatch(/录音.mp3：录音录像不能装订入卷/)
  expect(refused).toMatch(/旧稿.doc：是旧格式的文档，请在 Word 或 WPS 里另存为/)
  expect(refused).toMatch(/坏照片.jpg：图片打不开/)
  expect(await namesAt(id, 'evidence')).toEqual(['欠条.pdf', '收据.pdf'])
  expect(await namesAt(id, 'application')).toEqual([])
})

test('scans are put in order, renamed and removed from the keyboard', async () => {
  const id = await acceptedCase('戊与己邻里纠纷')
  showDesk(desk, `#/mediation/${id}?tab=documents`)
  drop(await rowOf('证据材料'), ['一.pdf', '二.pdf', '三.pdf'].map(pdfFile))
  const scan = (name: string) => screen.findByRole('button', { name: new RegExp(`^查看第 . 件：${name}`) })
  fireEvent.keyDown(await scan('三.pdf'), { key: 'ArrowUp', altKey: true })
  await screen.findByText('三.pdf 移到第 2 件，共 3 件')
  expect(await namesAt(id, 'evidence')).toEqual(['一.pdf', '三.pdf', '二.pdf'])

  fireEvent.keyDown(await scan('三.pdf'), { key: 'F2' })
  await typeAt('name', '转账记录.pdf')
  pressKey('Enter', { ctrlKey: true })
  await scan('转账记录.pdf')

  fireEvent.keyDown(await scan('转账记录.pdf'), { key: 'Delete' })
  fireEvent.click(await screen.findByRole('radio', { name: '重复' }))
  fireEvent.click(screen.getByRole('button', { name: /移\s?除/ }))
  await screen.findByText('转账记录.pdf 已移除')
  expect(await namesAt(id, 'evidence')).toEqual(['一.pdf', '二.pdf'])
})

test('M-19: an incomplete file is filed only with an explanation, then shelved, lent once and given back', async () => {
  const id = await acceptedCase('庚与辛邻里纠纷')
  await desk.api.mediation.terminateCase({
    id,
    expectedVersion: await version(id),
    reason: 'refused',
    remedyNotice: '已告知可以起诉。',
    on: today,
  })
  showDesk(desk, `#/mediation/${id}?tab=documents`)
  const { missing } = await desk.api.caseFile.completeness({ id, fileKind: 'standard' })
  expect(missing.length).toBeGreaterThan(0)
  const part = within(await screen.findByRole('region', { name: '卷宗' }))
  fireEvent.click(part.getByRole('button', { name: /^立\s?卷/ }))
  for (const { title } of missing) expect((await screen.findAllByText(title)).length).toBeGreaterThan(0)
  await typeAt('checkedBy', '李永福')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(messageAt('missingNote')).toMatch(/还缺 \d+ 件必备材料.*M-19/)
  })
  await typeAt('missingNote', '双方到场后即拒绝，没有形成调解记录。')
  pressKey('Enter', { ctrlKey: true })
  await part.findByText('已立卷。')

  fireEvent.click(part.getByRole('button', { name: /^归\s?档/ }))
  await typeAt('shelfNo', '2 号柜')
  pressKey('Enter', { ctrlKey: true })
  await part.findByText('已归档。')
  fireEvent.click(part.getByRole('button', { name: /^借\s?出/ }))
  await typeAt('borrower', '李某')
  await typeAt('purpose', '复核')
  await typeAt('approvedBy', '王秋石')
  pressKey('Enter', { ctrlKey: true })
  await part.findByText(/李某 2026-11-21 借阅，用途：复核；应还 2026-12-01/)
  fireEvent.click(part.getByRole('button', { name: /^归\s?还/ }))
  await typeAt('on', '20261120')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(messageAt('on')).toBe('早于借出日期 2026-11-21')
  })
  await typeAt('on', '20261121')
  pressKey('Enter', { ctrlKey: true })
  await part.findByText('归还已登记。')
  const { record, loans } = await desk.api.mediation.view({ id })
  expect([record.values['status'], record.values['shelfNo'], loans[0]?.values['returnedOn']]).toEqual([
    'archived',
    '2 号柜',
    today,
  ])
})

test('files whose term has passed are listed to be judged, with no way to destroy them', async () => {
  const id = await acceptedCase('壬与癸邻里纠纷')
  await desk.api.mediation.terminateCase({
    id,
    expectedVersion: await version(id),
    reason: 'refused',
    remedyNotice: '已告知可以起诉。',
    on: today,
  })
  await desk.api.mediation.fileCase({
    id,
    expectedVersion: await version(id),
    filedOn: today,
    filedBy: '王秋石',
    checkedBy: null,
    fileKind: 'simple',
    retention: 'S',
    fileNote: null,
    missingNote: '没有',
  })
  desk.setNow('2037-01-05T09:00:00+08:00')
  showDesk(desk, '#/mediation/expired')
  expect(await screen.findByRole('link', { name: '壬与癸邻里纠纷' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: /销毁|删除/ })).toBeNull()
})
