/**
 * The parsed Word file as docx-preview holds it (its own types are `any`), and what it leaves out of the drawing:
 * keep-with-next, unsplittable rows, letter spacing, page numbers, tables pinned to the foot of the last page (版记).
 */
const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** Stand in the text for PAGE and NUMPAGES until the sheets are counted; noncharacters, so no document holds them. */
export const pageMark = '\uFDD0'
export const pagesMark = '\uFDD1'

export interface WordElement {
  type: string
  children?: WordElement[]
  cssStyle?: Record<string, string>
  className?: string
  styleName?: string
  keepNext?: boolean
  keepLines?: boolean
  pageBreakBefore?: boolean
  lineSpacing?: { lineRule?: string }
  fieldRun?: boolean
  charType?: string
  text?: string
}

interface WordStyle {
  id: string
  basedOn?: string
  paragraphProps?: WordElement
}

/** A part of the package; the tree it was read from is kept by the option `keepOrigin`. */
interface WordPart {
  _xmlDocument?: Document
  rootElement?: WordElement
}

export interface WordModel {
  documentPart: WordPart & { body: WordElement }
  stylesPart?: WordPart & { styles?: WordStyle[] }
  parts?: WordPart[]
}

const below = (element: WordElement, type: string) => (element.children ?? []).filter((child) => child.type === type)

function walk(element: WordElement, visit: (element: WordElement) => void): void {
  visit(element)
  for (const child of element.children ?? []) walk(child, visit)
}

function addStyle(element: WordElement, style: Record<string, string>): void {
  element.cssStyle = { ...element.cssStyle, ...style }
}

function childOf(node: Element | undefined, ...names: string[]): Element | undefined {
  return names.reduce<Element | undefined>(
    (found, name) => found && [...found.children].find((child) => child.localName === name),
    node,
  )
}

const valueOf = (node: Element | undefined, name: string) => node?.getAttributeNS(wordNamespace, name) ?? undefined
const points = (twentieths: string) => `${String(Number(twentieths) / 20)}pt`

/** Writes into the model what docx-preview does not read, in the terms of the style it will give each element. */
export function completeModel(model: WordModel): void {
  const { body } = model.documentPart
  const inherited = styleReader(model)
  const keepsNext = (paragraph: WordElement) => inherited(paragraph, 'keepNext') === true
  walk(body, (element) => {
    if (element.type === 'paragraph') completeParagraph(element, inherited)
    if (element.type !== 'row') return
    const paragraphs = below(element, 'cell').flatMap((cell) => below(cell, 'paragraph'))
    element.keepNext = paragraphs.length > 0 && paragraphs.every(keepsNext)
    addStyle(element, { 'break-inside': 'avoid' })
  })
  for (const table of below(body, 'table'))
    if (below(table, 'row').every((row) => row.keepNext)) addStyle(table, { 'break-inside': 'avoid', 'break-after': 'avoid' })
  completeFromXml(model)
  for (const root of [body, ...(model.parts ?? []).flatMap(({ rootElement }) => rootElement ?? [])])
    walk(root, (element) => {
      if (element.type === 'paragraph') markFields(element)
    })
}

type Inherited = <Key extends 'keepNext' | 'lineSpacing'>(paragraph: WordElement, property: Key) => WordElement[Key] | undefined

function styleReader({ stylesPart }: WordModel): Inherited {
  const styles = new Map((stylesPart?.styles ?? []).map((style) => [style.id, style]))
  return <Key extends keyof WordElement>(paragraph: WordElement, property: Key) => {
    let value: WordElement[Key] | undefined = paragraph[property]
    let style = styles.get(paragraph.styleName ?? '')
    while (value === undefined && style !== undefined) {
      value = style.paragraphProps?.[property]
      style = styles.get(style.basedOn ?? '')
    }
    return value
  }
}

function completeParagraph(paragraph: WordElement, inherited: Inherited): void {
  if (inherited(paragraph, 'keepNext') === true) addStyle(paragraph, { 'break-after': 'avoid' })
  if (inherited(paragraph, 'lineSpacing')?.lineRule === 'exact')
    paragraph.className = [paragraph.className, 'exact'].filter(Boolean).join(' ')
  if (paragraph.keepLines) addStyle(paragraph, { 'break-inside': 'avoid' })
}

function completeFromXml({ documentPart }: WordModel): void {
  const xml = documentPart._xmlDocument?.getElementsByTagNameNS(wordNamespace, 'body')[0]
  if (xml === undefined) return
  const runs: WordElement[] = []
  walk(documentPart.body, (element) => {
    if (element.type === 'run') runs.push(element)
  })
  const xmlRuns = [...xml.getElementsByTagNameNS(wordNamespace, 'r')]
  if (xmlRuns.length === runs.length)
    runs.forEach((run, index) => {
      const spacing = valueOf(childOf(xmlRuns[index], 'rPr', 'spacing'), 'val')
      if (spacing !== undefined) addStyle(run, { 'letter-spacing': points(spacing) })
    })
  const xmlTables = [...xml.children].filter((child) => child.localName === 'tbl')
  below(documentPart.body, 'table').forEach((table, index) => {
    if (valueOf(childOf(xmlTables[index], 'tblPr', 'tblpPr'), 'tblpYSpec') !== 'bottom') return
    delete table.cssStyle?.['float']
    table.className = 'pinned'
  })
}

/** Fields become marks that each sheet replaces; the number saved in the file is dropped. */
function markFields(paragraph: WordElement): void {
  let inside = false
  let name = ''
  paragraph.children = (paragraph.children ?? []).filter((run) => {
    const kept = !inside
    let placed = false
    for (const part of run.children ?? []) {
      if (part.type === 'complexField' && part.charType === 'begin') {
        inside = true
        name = ''
      }
      if (part.type === 'instruction') {
        name = (part.text ?? '').trim().split(/\s+/)[0] ?? ''
        placed = name === 'PAGE' || name === 'NUMPAGES'
      }
      if (part.type === 'complexField' && part.charType === 'end') inside = false
    }
    if (placed) {
      run.fieldRun = false
      run.children = [{ type: 'text', text: name === 'PAGE' ? pageMark : pagesMark }]
    }
    return kept || placed
  })
}

/** Letter spacing of the named styles, as CSS for the class names docx-preview gives them. */
export function letterSpacingCss(className: string, { stylesPart }: WordModel): string {
  const styles = [...(stylesPart?._xmlDocument?.getElementsByTagNameNS(wordNamespace, 'style') ?? [])]
  return styles
    .flatMap((style) => {
      const spacing = valueOf(childOf(style, 'rPr', 'spacing'), 'val')
      const name = (valueOf(style, 'styleId') ?? '').replace(/[ .]+/g, '-').replace(/&+/g, 'and').toLowerCase()
      return spacing === undefined ? [] : [`.${className}_${CSS.escape(name)}{letter-spacing:${points(spacing)}}`]
    })
    .join('')
}
