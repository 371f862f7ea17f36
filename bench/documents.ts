/**
 * Every paper of a mediation case: as Word files, and as one PDF by the print page. Beside it the template engine alone, given the
 * same templates and data, and LibreOffice converting the same files in one start. `node bench/documents.ts [rounds]`
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { readPreviewLibrary } from '../core/documents/preview-library.ts'
import { buildPrintPage } from '../core/documents/print-page.ts'
import { renderDocx } from '../core/documents/render.ts'
import { readTag } from '../core/documents/tag.ts'
import { loadTemplate } from '../core/documents/template.ts'
import { sampleOf, templatesDir } from '../core/documents/testing.ts'
import { printHtmlToPdf } from '../headless/chromium-pdf.ts'
import { machine, seconds, summary, timed } from './measure.ts'

const rounds = Number(process.argv[2] ?? 5)
const ids = (await readdir(templatesDir)).filter((id) => id.startsWith('mediation-')).sort()
const samples = new Map(await Promise.all(ids.map(async (id) => [id, await sampleOf(id)] as const)))
const loaded = new Map(await Promise.all(ids.map(async (id) => [id, await loadTemplate(templatesDir, id)] as const)))

async function makeAll(): Promise<Uint8Array[]> {
  const files: Uint8Array[] = []
  for (const id of ids) files.push(await renderDocx(await loadTemplate(templatesDir, id), samples.get(id) ?? {}))
  return files
}

/** No check of what the template holds, nothing read from disk. */
function engineAlone(): void {
  for (const id of ids) {
    const engine = new Docxtemplater(new PizZip(loaded.get(id)?.bytes ?? new Uint8Array()), {
      paragraphLoop: true,
      linebreaks: true,
      nullGetter: () => '',
      parser: (tag) => ({ get: (scope: unknown) => readTag(tag, scope, undefined) }),
    })
    engine.render(samples.get(id))
    engine.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' })
  }
}

const files = await makeAll()
const library = await readPreviewLibrary()
const made: number[] = []
const alone: number[] = []
const printed: number[] = []
let sheets = 0
for (let round = 0; round < rounds; round += 1) {
  made.push((await timed(makeAll)).ms)
  alone.push((await timed(engineAlone)).ms)
  const { ms, value } = await timed(() => printHtmlToPdf(buildPrintPage(files, { library: { inline: library } })))
  printed.push(ms)
  sheets = value.pages.reduce((sum, each) => sum + each, 0)
}

const folder = await mkdtemp(join(tmpdir(), 'bench-documents-'))
const office = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find(existsSync)
const converted: number[] = []
if (office) {
  const paths = await Promise.all(
    files.map(async (bytes, index) => {
      const path = join(folder, `${ids[index] ?? ''}.docx`)
      await writeFile(path, bytes)
      return path
    }),
  )
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
  const convert = () => promisify(execFile)(office, [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...paths])
  await convert()
  for (let round = 0; round < Math.min(rounds, 3); round += 1) converted.push((await timed(convert)).ms)
}
await rm(folder, { recursive: true, force: true })

const ratio = (own: readonly number[], other: readonly number[]) => (summary(own).p50 / summary(other).p50).toFixed(2)
console.log(`${String(ids.length)} papers, ${String(sheets)} sheets`)
console.log(`Word files        ${seconds(summary(made).p50)} (goal 1 s), ${ratio(made, alone)} × the engine alone`)
console.log(`one PDF           ${seconds(summary(printed).p50)} (goal 3 s)`)
if (converted.length > 0)
  console.log(`LibreOffice       ${seconds(summary(converted).p50)}: the print page takes ${ratio(printed, converted)} ×`)
console.log(machine())
