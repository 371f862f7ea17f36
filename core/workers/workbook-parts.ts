/** The parts of a workbook beside its sheets: which part is what, date styles, shared strings. */
import { posix } from 'node:path'
import { workbookLimits as limits } from './workbook-limits.ts'
import { WorkbookRefusal } from './workbook-protocol.ts'
import { attribute, unescapeText, xmlReader, type Attributes } from './workbook-xml.ts'
import { readPart, type WorkbookZip } from './workbook-zip.ts'

export interface SheetPart {
  name: string
  hidden: boolean
  part: string
}

export interface WorkbookParts {
  sheets: SheetPart[]
  /** whether day 0 is 1904-01-01 */
  date1904: boolean
  styles: string | null
  sharedStrings: string | null
}

interface Relation {
  id: string
  /** last word of the relation type, the same in transitional and strict workbooks */
  type: string
  part: string
}

const scan = async (zip: WorkbookZip, part: string, open: (name: string, attributes: Attributes) => void) => {
  const reader = xmlReader({ open, close: () => undefined, text: () => undefined })
  reader.write(await readPart(zip, part))
  reader.end()
}

async function relationsOf(zip: WorkbookZip, part: string): Promise<Relation[]> {
  const { dir, base } = posix.parse(part)
  const relations: Relation[] = []
  const file = posix.join(dir, '_rels', `${base}.rels`)
  if (!zip.has(file)) return relations
  await scan(zip, file, (name, attributes) => {
    if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return
    const target = (attribute(attributes, 'Target') ?? '').replaceAll('\\', '/')
    relations.push({
      id: attribute(attributes, 'Id') ?? '',
      type: posix.basename(attribute(attributes, 'Type') ?? ''),
      part: target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(dir, target)),
    })
  })
  return relations
}

/** Reads what the package is made of; refuses what is no plain .xlsx by its name. */
export async function readParts(zip: WorkbookZip): Promise<WorkbookParts> {
  if (zip.names.some((name) => /vbaproject|\/macrosheets\//.test(name))) throw new WorkbookRefusal('macros')
  if (!zip.has('[Content_Types].xml')) {
    const spreadsheet = zip.has('content.xml') && zip.has('mimetype')
    throw new WorkbookRefusal(
      'notWorkbook',
      spreadsheet ? '这是 OpenDocument 表格，请另存为 .xlsx 再导入' : '这是压缩包，请解压后选择里面的表格',
    )
  }
  if (zip.names.some((name) => name.startsWith('word/'))) throw new WorkbookRefusal('notWorkbook', '这是 Word 文档，不是电子表格')
  if (zip.names.some((name) => name.startsWith('ppt/'))) throw new WorkbookRefusal('notWorkbook', '这是演示文稿，不是电子表格')
  if (zip.has('xl/workbook.bin')) throw new WorkbookRefusal('notWorkbook', '这是二进制工作簿（.xlsb），请另存为 .xlsx 再导入')
  await scan(zip, '[Content_Types].xml', (_, attributes) => {
    if (!/macroEnabled/i.test(attribute(attributes, 'ContentType') ?? '')) return
    // SheetJS names the type of .bin parts in every file it writes, whether there are any or not
    const extension = attribute(attributes, 'Extension')?.toLowerCase()
    if (extension === undefined || zip.names.some((name) => name.toLowerCase().endsWith(`.${extension}`)))
      throw new WorkbookRefusal('macros')
  })
  const workbook = (await relationsOf(zip, '')).find((one) => one.type === 'officeDocument')?.part ?? 'xl/workbook.xml'
  if (!zip.has(workbook)) throw new WorkbookRefusal('notWorkbook')
  const relations = await relationsOf(zip, workbook)
  const partOfType = (type: string) => relations.find((one) => one.type === type && zip.has(one.part))?.part ?? null
  const parts: WorkbookParts = {
    sheets: [],
    date1904: false,
    styles: partOfType('styles'),
    sharedStrings: partOfType('sharedStrings'),
  }
  await scan(zip, workbook, (name, attributes) => {
    if (name === 'workbookPr') parts.date1904 = /^(1|true|on)$/.test(attribute(attributes, 'date1904') ?? '')
    if (name !== 'sheet') return
    if (parts.sheets.length >= limits.sheets) throw new WorkbookRefusal('bomb')
    const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1]
    const relation = relations.find((one) => one.id === id)
    if (relation?.type !== 'worksheet' || !zip.has(relation.part)) return
    const state = attribute(attributes, 'state') ?? 'visible'
    parts.sheets.push({
      name: unescapeText(attribute(attributes, 'name') ?? ''),
      hidden: state !== 'visible',
      part: relation.part,
    })
  })
  return parts
}

/** Whether a number format shows a day or a time. */
export function isDateFormat(format: string): boolean {
  if (/^general$/i.test(format)) return false
  const bare = format.replaceAll(/"[^"]*"|\\.|_.|\*./g, '').replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  return /[ymdhs]/i.test(bare)
}

/** Built-in formats that show a day or a time, those of Chinese Windows included. */
const isDateFormatId = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** For every cell style, whether it shows a date. */
export async function readDateStyles(zip: WorkbookZip, part: string | null): Promise<boolean[]> {
  const styles: boolean[] = []
  if (part === null) return styles
  const custom = new Map<number, boolean>()
  let inCellFormats = false
  const reader = xmlReader({
    open(name, attributes) {
      if (name === 'numFmt')
        custom.set(Number(attribute(attributes, 'numFmtId')), isDateFormat(attribute(attributes, 'formatCode') ?? ''))
      else if (name === 'cellXfs') inCellFormats = true
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0)
        styles.push(custom.get(id) ?? isDateFormatId(id))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
    text: () => undefined,
  })
  reader.write(await readPart(zip, part))
  reader.end()
  return styles
}

/** The string table: runs of rich text joined, phonetic guides left out. */
export async function readSharedStrings(zip: WorkbookZip, part: string | null): Promise<string[]> {
  const strings: string[] = []
  if (part === null) return strings
  let characters = 0
  let current = ''
  let inText = false
  let phonetic = 0
  const reader = xmlReader({
    open(name) {
      if (name === 'si') current = ''
      else if (name === 'rPh') phonetic++
      else if (name === 't') inText = phonetic === 0
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic--
      else if (name === 'si') {
        characters += current.length
        if (strings.length >= limits.sharedStrings || characters > limits.sharedCharacters) throw new WorkbookRefusal('tooLarge')
        strings.push(unescapeText(current))
        reader.progress()
      }
    },
    text(text) {
      if (!inText) return
      current += text
      if (current.length > limits.cellCharacters) throw new WorkbookRefusal('damaged')
    },
  })
  for await (const chunk of zip.stream(part, limits.partBytes)) reader.write(chunk)
  reader.end()
  return strings
}
