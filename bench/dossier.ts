/**
 * 成卷 of a case with 60 scans, 150 MB in all, with the installed Chromium: time, and memory of backend and worker together (the
 * browser apart). Beside it pdfunite of poppler joins as many one-page PDFs of the same bytes, in the clear and without a catalogue.
 * `node bench/dossier.ts [scans] [MB]`
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { bindResult } from '../core/contract/case-file.ts'
import { largeJpeg } from '../core/documents/testing/paper-files.ts'
import { newTestDesk, openTestDesk, testPassword } from '../core/testing.ts'
import { printHtmlToPdf } from '../headless/chromium-pdf.ts'
import { discard, machine, seconds, timed } from './measure.ts'

const scans = Number(process.argv[2] ?? 60)
const bytes = Math.floor((Number(process.argv[3] ?? 150) * 1e6) / scans)
const megabytes = (count: number) => `${String(Math.round(count / 1024 / 1024))} MB`

const ports = { printToPdf: (html: string) => printHtmlToPdf(html) }
const folder = process.argv[4] ?? mkdtempSync(join(tmpdir(), 'pingan-dossier-'))
const dataDir = join(folder, 'desk')
const single = (index: number) => join(folder, `${String(index)}.pdf`)

/** The case and its scans, and each scan as a PDF of its own. In another process: what it used is not what binding needs. */
async function prepare(): Promise<void> {
  const desk = await newTestDesk({ dataDir, ports })
  const { api, context } = desk
  const { files } = context.backend
  const { id: mediatorId } = await api.register.create({ register: 'mediator', values: { name: '王秋石', duty: 'director' } })
  const { id: caseId } = await api.mediation.registerDispute({
    values: { title: '甲与乙邻里纠纷', category: '02', registeredOn: '2026-11-01', summary: '院墙滴水' },
    parties: [
      { side: 'applicant', name: '甲', consent: 'agreed' },
      { side: 'respondent', name: '乙', consent: 'agreed' },
    ],
  })
  await api.mediation.acceptCase({ id: caseId, expectedVersion: 1, acceptedOn: '2026-11-02', mediatorIds: [mediatorId] })
  let ms = 0
  for (let index = 0; index < scans; index += 1) {
    const scan = largeJpeg(bytes + index, 2480, 3508)
    const fileRef = files.add(context.connection, 'scan.jpg', { bytes: scan })
    const name = `第 ${String(index + 1)} 页`
    const given = { caseId, docType: 'evidence', evidenceId: null, name, source: 'file', note: null, thumbnail: null } as const
    ms += (await timed(() => api.attachment.add({ ...given, fileRef }))).ms
    const document = await PDFDocument.create()
    const image = await document.embedJpg(scan)
    document.addPage([595, 842]).drawImage(image, { x: 20, y: 20, width: 555, height: 802 })
    writeFileSync(single(index), await document.save())
  }
  console.log(`${String(scans)} scans of ${(bytes / 1e6).toFixed(1)} MB put in within ${seconds(ms)}`)
  await desk.close()
}

async function measure(): Promise<void> {
  const desk = await openTestDesk({ dataDir, ports })
  const { api, context } = desk
  const { files } = context.backend
  await api.session.logIn({ loginName: '管理员', password: testPassword })
  const [caseRow] = (await api.register.list({ register: 'mediation' })).rows
  const caseId = caseRow?.id ?? ''

  let peak = process.memoryUsage.rss()
  const before = peak
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 20)
  const waits: number[] = []
  const probe = { going: true }
  const probing = (async () => {
    while (probe.going) {
      waits.push((await timed(() => api.register.count({ register: 'village' }))).ms)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  const started = await api.caseFile.bindCaseFile({ id: caseId })
  const bound = await timed(async () => bindResult.parse(await desk.finish(started)))
  probe.going = false
  await probing
  clearInterval(watch)

  const yardsticks: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const { ms } = await timed(() =>
      execFileSync('/usr/bin/pdfunite', [...Array.from({ length: scans }, (_, index) => single(index)), join(folder, 'all.pdf')]),
    )
    yardsticks.push(ms)
  }
  const yardstick = yardsticks.sort((a, b) => a - b)[1] ?? 0
  const { value } = bound
  const path = join(folder, 'bound.pdf')
  const { bytes: pdf } = files.download(context.connection, value.fileRef)
  if (pdf instanceof Uint8Array) writeFileSync(path, pdf)
  const pages = /Pages:\s+(\d+)/.exec(execFileSync('/usr/bin/pdfinfo', [path], { encoding: 'utf8' }))?.[1]
  if (Number(pages) !== value.pages) throw new Error(`pdfinfo counts ${pages ?? 'no'} pages of ${String(value.pages)}`)

  console.log(machine())
  console.log(`bound ${String(value.pages)} pages, ${megabytes(value.bytes)} in ${seconds(bound.ms)} (goal 20 s)`)
  console.log(
    `memory of backend and worker: before ${megabytes(before)}, highest ${megabytes(peak)} (goal 500 MB) · pdfunite of the same scans ${seconds(yardstick)} · ratio ${(bound.ms / yardstick).toFixed(2)} · other calls at most ${Math.max(...waits).toFixed(1)} ms`,
  )
  await desk.close()
  discard(folder)
}

if (process.argv[4] !== undefined) await prepare()
else {
  const self = [import.meta.filename, String(scans), String(Math.round((scans * bytes) / 1e6)), folder]
  execFileSync(process.execPath, self, { stdio: 'inherit' })
  await measure()
}
