/** 成卷 of a whole case with the installed Chromium, read again with poppler. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bindResult, type BindResult } from '../core/contract/case-file.ts'
import { docx, pdf, smallJpeg } from '../core/documents/testing/paper-files.ts'
import { newTestDesk, type TestDesk } from '../core/testing.ts'
import { temporaryFolder } from '../db/testing.ts'
import { printHtmlToPdf } from './chromium-pdf.ts'

const run = (program: string, ...args: string[]) => execFileSync(`/usr/bin/${program}`, args, { encoding: 'utf8' })
const squeezed = (text: string) => text.replace(/\s+/g, '')

describe.skipIf(!existsSync('/usr/bin/chromium') || !existsSync('/usr/bin/pdftotext'))(
  'a bound file',
  { timeout: 120_000 },
  () => {
    let desk: TestDesk
    let caseId = ''
    let bound: BindResult
    let path = ''
    let pages: string[] = []
    const putIn = async (docType: string, name: string, bytes: Uint8Array) => {
      const fileRef = desk.context.backend.files.add(desk.context.connection, name, { bytes })
      return desk.api.attachment.add({
        caseId,
        docType,
        evidenceId: null,
        fileRef,
        name,
        source: 'file',
        note: null,
        thumbnail: null,
      })
    }
    const bind = async () => bindResult.parse(await desk.finish(await desk.api.caseFile.bindCaseFile({ id: caseId })))

    beforeAll(async () => {
      desk = await newTestDesk({ ports: { printToPdf: (html) => printHtmlToPdf(html) } })
      const { api } = desk
      const { id: mediatorId } = await api.register.create({
        register: 'mediator',
        values: { name: '王秋石', duty: 'director' },
      })
      caseId = (
        await api.mediation.registerDispute({
          values: { title: '石春海与任思国邻里纠纷', category: '02', registeredOn: '2026-11-01', summary: '院墙滴水' },
          parties: [
            { side: 'applicant', name: '石春海', consent: 'agreed' },
            { side: 'respondent', name: '任思国', consent: 'agreed' },
          ],
        })
      ).id
      await api.mediation.acceptCase({ id: caseId, expectedVersion: 1, acceptedOn: '2026-11-02', mediatorIds: [mediatorId] })
      // printed and kept; what was never handed out is not bound
      await api.document.keep({ template: 'mediation-rights-notice', recordId: caseId })
      for (const heldOn of ['2026-11-05', '2026-11-08']) {
        const { version } = await api.register.get({ register: 'mediation', id: caseId })
        await api.mediation.recordSession({
          id: caseId,
          expectedVersion: version,
          values: { heldOn, place: '调解室', body: '双方陈述', result: 'continued' },
        })
      }
      await putIn('application', '申请书扫描', await pdf(['application one', 'application two']))
      await putIn('evidence', '现场照片一', smallJpeg)
      await putIn('evidence', '现场照片二', smallJpeg)
      await putIn('evidence', '说明', docx())
      const { id } = await putIn('evidence', '坏了的照片', Buffer.concat([smallJpeg, Buffer.from('x')]))
      const name = String((await api.register.get({ register: 'attachment', id })).values.hash)
      writeFileSync(join(desk.dataDir, 'attachments', name.slice(0, 2), name), 'damaged')
      bound = await bind()
      path = process.env['KEEP_PDF'] ?? join(temporaryFolder(), 'file.pdf')
      const { bytes } = desk.context.backend.files.download(desk.context.connection, bound.fileRef)
      if (bytes instanceof Uint8Array) writeFileSync(path, bytes)
      pages = run('pdftotext', '-layout', path, '-').split('\f').slice(0, -1).map(squeezed)
    })
    afterAll(() => desk.close())

    test('is named after number and title, and has as many pages as it says', () => {
      expect(bound.name).toBe('（2026）石榴人调字第1号-石春海与任思国邻里纠纷.pdf')
      expect(run('pdfinfo', path)).toMatch(new RegExp(`Pages:\\s+${String(bound.pages)}\\n`))
      expect(pages).toHaveLength(bound.pages)
      expect(readFileSync(path).length).toBe(bound.bytes)
      expect(bound.leftOut).toEqual(['证据材料：坏了的照片：文件读不出来，可能已损坏，请从备份恢复或重新扫描'])
    })

    test('begins with cover and catalogue, ends with the back cover and its total', () => {
      expect(pages[0]).toContain('人民调解卷宗')
      expect(pages[0]).toContain('（2026）石榴人调字第1号')
      expect(pages[1]).toContain('卷内目录')
      expect(pages.at(-1)).toContain(`共${String(bound.pages)}页`)
    })

    test('every line of the catalogue leads to its page', () => {
      const numbered = pages.slice(2, -1)
      for (const [index, text] of numbered.entries()) expect(text).toMatch(new RegExp(`${String(index + 1)}$`))
      const lines = run('pdftotext', '-layout', '-f', '2', '-l', '2', path, '-').split('\n')
      const entries = lines.flatMap((line) => {
        const found = /^\s*(\d+)\s+(\S.*?)\s+(\d+)(?:—(\d+))?\s*$/.exec(line)
        return found ? [{ title: squeezed(found[2] ?? ''), from: Number(found[3]), to: Number(found[4] ?? found[3]) }] : []
      })
      expect(entries.map(({ title }) => title)).toEqual([
        '人民调解申请书',
        '人民调解受理登记表',
        '权利义务告知书',
        '证据材料',
        '人民调解记录（第1次）',
        '人民调解记录（第2次）',
      ])
      expect(entries.map(({ from }) => from)).toEqual([1, ...entries.slice(0, -1).map(({ to }) => to + 1)])
      expect(entries.at(-1)?.to).toBe(numbered.length)
      const firstPage = (title: string) => numbered[(entries.find((one) => one.title === title)?.from ?? 0) - 1]
      expect(firstPage('人民调解申请书')).toContain('applicationone')
      expect(firstPage('人民调解受理登记表')).toContain('人民调解受理登记表')
      expect(firstPage('证据材料')).toMatch(/^\d+$/)
      expect(firstPage('人民调解记录（第2次）')).toContain('2026年11月8日')
    })

    test('is audited, without a name', async () => {
      const { entries } = await desk.api.audit.list({ limit: 20 })
      const entry = entries.find(({ command }) => command === 'bindCaseFile')
      expect(entry?.record).toEqual({ register: 'mediation', id: caseId })
      expect(JSON.parse(entry?.detail ?? '')).toEqual({ pages: bound.pages, leftOut: 1 })
    })

    test('a signed scan goes before what could be printed again', async () => {
      await putIn('mediationRecord', '签字笔录', await pdf(['signed record']))
      const again = await bind()
      const { bytes } = desk.context.backend.files.download(desk.context.connection, again.fileRef)
      if (bytes instanceof Uint8Array) writeFileSync(path, bytes)
      const text = squeezed(run('pdftotext', path, '-'))
      expect(text).toContain('signedrecord')
      expect(text).not.toContain('2026年11月8日8时')
    })
  },
)

test('without a browser there is neither cover nor catalogue, and it says so', async () => {
  const desk = await newTestDesk()
  const { id } = await desk.api.mediation.registerDispute({
    values: { title: '甲与乙邻里纠纷', category: '02', registeredOn: '2026-11-01', summary: '院墙滴水' },
    parties: [
      { side: 'applicant', name: '甲' },
      { side: 'respondent', name: '乙' },
    ],
  })
  await expect(desk.finish(await desk.api.caseFile.bindCaseFile({ id }))).rejects.toMatchObject({
    code: 'STORAGE',
    data: { kind: 'noPrinter' },
  })
  await desk.close()
})
