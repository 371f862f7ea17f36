/** XML events over a stream of bytes: names without prefix, no DOCTYPE, bounded depth and bounded text. */
import { TextDecoder } from 'node:util'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { workbookLimits as limits } from './workbook-limits.ts'
import { WorkbookRefusal } from './workbook-protocol.ts'

export type Attributes = Readonly<Record<string, string>>

export interface XmlHandler {
  open(name: string, attributes: Attributes): void
  close(name: string): void
  /** text and CDATA, possibly in several pieces */
  text(text: string): void
}

export interface XmlReader {
  /** feeds a chunk; throws {@link WorkbookRefusal} */
  write(chunk: Uint8Array): void
  end(): void
  /** says that something useful has come to its end, so that what follows is counted anew */
  progress(): void
}

const localNames = new Map<string, string>()

/** `x:row` is `row`: prefixed and strict workbooks differ in namespaces only. */
function localName(name: string): string {
  const known = localNames.get(name)
  if (known !== undefined) return known
  const local = name.slice(name.indexOf(':') + 1)
  if (localNames.size < 1000) localNames.set(name, local)
  return local
}

export function xmlReader(handler: XmlHandler): XmlReader {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let decoder: TextDecoder | undefined
  let since = 0
  let depth = 0
  parser.on('error', (error) => {
    throw new WorkbookRefusal('damaged', undefined, { cause: error })
  })
  parser.on('doctype', () => {
    throw new WorkbookRefusal('externalEntities')
  })
  parser.on('opentag', (tag: SaxesTagPlain) => {
    if (++depth > limits.xmlDepth) throw new WorkbookRefusal('damaged')
    handler.open(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag: SaxesTagPlain) => {
    depth--
    handler.close(localName(tag.name))
  })
  parser.on('text', (text) => {
    handler.text(text)
  })
  parser.on('cdata', (text) => {
    handler.text(text)
  })
  return {
    write(chunk) {
      decoder ??= new TextDecoder(encodingOf(chunk))
      const text = decoder.decode(chunk, { stream: true })
      since += text.length
      if (since > limits.unproductiveCharacters) throw new WorkbookRefusal('bomb')
      parser.write(text)
    },
    end() {
      parser.close()
    },
    progress() {
      since = 0
    },
  }
}

function encodingOf(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** `_x000D_` stands for a character that XML cannot hold. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** An attribute by its local name, whatever the prefix. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  const plain = attributes[name]
  if (plain !== undefined) return plain
  for (const key of Object.keys(attributes)) if (localName(key) === name) return attributes[key]
  return undefined
}
