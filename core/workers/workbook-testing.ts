/** For tests: zip files and workbooks put together by hand, so that each can be wrong in exactly one way. */
import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync } from 'node:zlib'
import { runWorkbook } from './workbook.ts'
import type { SheetOutline, SheetRow } from './sheet-row.ts'
import type { WorkbookFailureKind, WorkbookRequest } from './workbook-protocol.ts'

export interface ZipEntry {
  name: string
  data: string | Buffer
  /** unpacked size as the directory states it, when it lies */
  statedSize?: number
  encrypted?: boolean
}

export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, statedSize, encrypted } of entries) {
    const content = Buffer.from(data)
    const packed = deflateRawSync(content, { level: 6 })
    const nameBytes = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800 | (encrypted === true ? 1 : 0), 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(statedSize ?? content.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    files.push(Buffer.from('PK\x03\x04', 'latin1'), common, nameBytes, packed)
    const record = Buffer.alloc(46)
    record.write('PK\x01\x02', 'latin1')
    record.writeUInt16LE(20, 4)
    common.copy(record, 6)
    record.writeUInt32LE(offset, 42)
    directory.push(record, nameBytes)
    offset += 30 + nameBytes.length + packed.length
  }
  const directoryBytes = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directoryBytes.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, directoryBytes, end])
}

export interface WorkbookPieces {
  /** inside of `<sheetData>`; may close it */
  rows?: string
  /** whole sheet instead */
  sheet?: string | Buffer
  /** inside of the string table, or all of it when it begins with `<!` */
  strings?: string
  styles?: string
  workbookPr?: string
  sheetState?: string
  contentType?: string
  /** namespace prefix of the spreadsheet elements */
  prefix?: string
  namespace?: string
  more?: readonly ZipEntry[]
}

const transitional = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export function workbookOf(pieces: WorkbookPieces = {}): Buffer {
  const p = pieces.prefix === undefined ? '' : `${pieces.prefix}:`
  const xmlns = `xmlns${pieces.prefix === undefined ? '' : `:${pieces.prefix}`}="${pieces.namespace ?? transitional}"`
  const relations = (list: string) =>
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`
  const main = pieces.contentType ?? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'
  const state = pieces.sheetState === undefined ? '' : ` state="${pieces.sheetState}"`
  return zipOf([
    { name: '[Content_Types].xml', data: `<Types><Override PartName="/xl/workbook.xml" ContentType="${main}"/></Types>` },
    { name: '_rels/.rels', data: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      data: `<${p}workbook ${xmlns} xmlns:r="${relationships}">${pieces.workbookPr ?? ''}<${p}sheets><${p}sheet name="表" sheetId="1"${state} r:id="rId1"/></${p}sheets></${p}workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relations(
        relation('rId1', 'worksheet', 'worksheets/sheet1.xml') +
          (pieces.strings === undefined ? '' : relation('rId2', 'sharedStrings', '/xl/sharedStrings.xml')) +
          (pieces.styles === undefined ? '' : relation('rId3', 'styles', 'styles.xml')),
      ),
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      data: pieces.sheet ?? `<${p}worksheet ${xmlns}><${p}sheetData>${pieces.rows ?? ''}</${p}sheetData></${p}worksheet>`,
    },
    ...(pieces.strings === undefined
      ? []
      : [
          {
            name: 'xl/sharedStrings.xml',
            data: pieces.strings.startsWith('<!') ? pieces.strings : `<${p}sst ${xmlns}>${pieces.strings}</${p}sst>`,
          },
        ]),
    ...(pieces.styles === undefined
      ? []
      : [{ name: 'xl/styles.xml', data: `<${p}styleSheet ${xmlns}>${pieces.styles}</${p}styleSheet>` }]),
    ...(pieces.more ?? []),
  ])
}

export interface WorkbookAnswer {
  sheets: SheetOutline[]
  rows: SheetRow[]
  failure: WorkbookFailureKind | null
  message: string
}

/** Runs a request in this thread and collects the answer. */
export async function askWorkbook(request: WorkbookRequest): Promise<WorkbookAnswer> {
  const answer: WorkbookAnswer = { sheets: [], rows: [], failure: null, message: '' }
  await runWorkbook(request, (message) => {
    if (message.type === 'sheets') answer.sheets = message.sheets
    else if (message.type === 'rows')
      answer.rows.push(...message.rows.map((cells, index) => ({ row: message.numbers[index] ?? 0, cells })))
    else if (message.type === 'failure') {
      answer.failure = message.kind
      answer.message = message.message
    }
  })
  return answer
}
