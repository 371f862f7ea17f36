/** Writes a person's own workbook anew with one sheet marked; every other part is kept byte for byte. */
import { Buffer } from 'node:buffer'
import PizZip from 'pizzip'
import { Unfit, type RepairMessage, type RepairRequest } from './repair-protocol.ts'
import { repairedSheet } from './repair-sheet-xml.ts'
import { repairStyles } from './repair-styles.ts'
import { readWholeFile } from './workbook-file.ts'
import { workbookLimits as limits } from './workbook-limits.ts'
import { readParts } from './workbook-parts.ts'
import { WorkbookRefusal } from './workbook-protocol.ts'
import { openZip, readPart, type WorkbookZip } from './workbook-zip.ts'

/** a larger sheet is not taken apart in memory: a fresh workbook is streamed instead */
const mostSheetBytes = 150 * 1024 * 1024

export async function runRepair(request: RepairRequest, post: (message: RepairMessage) => void): Promise<void> {
  try {
    post(await repaired(request))
  } catch (error) {
    if (!(error instanceof Unfit) && !(error instanceof WorkbookRefusal)) throw error
    post({ type: 'unfit' })
  }
}

async function repaired(request: RepairRequest): Promise<RepairMessage> {
  const zip = await openZip(request.file)
  try {
    const parts = await readParts(zip)
    const part = parts.sheets.find((one) => one.name === request.sheet)?.part
    if (part === undefined || parts.styles === null) throw new Unfit()
    const styles = repairStyles(utf8(await readPart(zip, parts.styles)))
    const { pieces, marked } = repairedSheet(await readSheetText(zip, part), request, styles)
    const whole = new PizZip(await readWholeFile(request.file))
    const write = (name: string, texts: readonly string[]) => {
      const own = Object.keys(whole.files).find((one) => one.replace(/^\/+/, '').toLowerCase() === name.toLowerCase())
      if (own === undefined) throw new Unfit()
      // joined as bytes: a joined string would be another copy of the sheet
      whole.file(own, Buffer.concat(texts.map((text) => Buffer.from(text))), { binary: true })
    }
    write(part, pieces)
    write(parts.styles, [styles.xml()])
    return { type: 'done', bytes: whole.generate({ type: 'uint8array', compression: 'DEFLATE' }), marked }
  } finally {
    zip.close()
  }
}

async function readSheetText(zip: WorkbookZip, part: string): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of zip.stream(part, limits.unpackedBytes)) {
    bytes += chunk.length
    if (bytes > mostSheetBytes) throw new Unfit()
    chunks.push(chunk)
  }
  return utf8(Buffer.concat(chunks))
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Unfit()
  }
}
