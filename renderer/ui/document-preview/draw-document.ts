/**
 * Draws a Word file sheet by sheet. docx-preview turns it into HTML but does not break it into pages; the browser's own
 * column breaking does: the body is laid out in columns as wide and high as the type area, and each sheet shows one column.
 * Screen and printer show the same sheets.
 */
import { parseAsync, renderDocument } from 'docx-preview'
import { completeModel, letterSpacingCss, pageMark, pagesMark } from './word-model.ts'
import type { WordModel } from './word-model.ts'

const className = 'paper'
const options = { className, inWrapper: false, breakPages: true, useBase64URL: true, renderAltChunks: false, keepOrigin: true }
const columnGap = 60
const pixelsPerPoint = 96 / 72
/** `all: initial` forgets the page's language, and with it which fonts stand in and how high a line is. */
const paperLang = 'zh-CN'

const sheetCss = `
:host { all: initial; display: flex; flex-direction: column; align-items: center; gap: var(--s4); position: relative;
  text-rendering: geometricPrecision; -webkit-print-color-adjust: exact; print-color-adjust: exact }
.flow-measured { position: absolute; left: 0; top: 0; visibility: hidden }
.sheet { background: var(--sheet); box-shadow: var(--shadow-up); flex: none }
.view { overflow: clip; overflow-clip-margin: 8pt; flex: none; position: relative }
.flow { column-fill: auto; orphans: 2; widows: 2; text-autospace: normal; overflow-wrap: anywhere; line-break: strict }
.flow p { text-justify: inter-character }
.flow p.exact > span { line-height: 0 }
.flow table { table-layout: fixed }
.flow td { box-sizing: border-box; padding: 0 }
.flow .pinned, .flow .kept { break-inside: avoid }
.sheet > footer { margin-top: auto; display: flex; flex-direction: column; justify-content: flex-end }
@media print {
  :host { display: block }
  .sheet { box-shadow: none; break-after: page; margin-bottom: -1px }
  .sheet:last-child { break-after: auto }
}
`

export interface DrawnDocument {
  pages: number
  /** an @page rule for the size of the sheets; it belongs to the whole page */
  pageCss: string
}

interface TypeArea {
  width: number
  height: number
}

/** @param shadow stands in the page, so that it has a layout; a shadow tree, so that the page's own styles stay out of the paper */
export async function drawDocument(bytes: Uint8Array, shadow: ShadowRoot, nonce: string): Promise<DrawnDocument> {
  const model = (await parseAsync(bytes, options)) as WordModel
  completeModel(model)
  const nodes = await renderDocument(model, options)
  const shells = sectionsOf(await renderDocument(emptied(model), options))
  shadow.replaceChildren(styleOf(sheetCss, nonce))
  for (const node of nodes) {
    if (!(node instanceof HTMLStyleElement)) continue
    node.nonce = nonce
    shadow.append(node)
  }
  shadow.append(styleOf(letterSpacingCss(className, model), nonce))

  const look = shells[0]?.style
  if (look === undefined) throw new Error('the document has no section')
  const size = (name: 'width' | 'minHeight' | 'paddingLeft' | 'paddingRight' | 'paddingTop' | 'paddingBottom') =>
    parseFloat(look[name]) || 0
  const area = {
    width: size('width') - size('paddingLeft') - size('paddingRight'),
    height: size('minHeight') - size('paddingTop') - size('paddingBottom'),
  }
  const pageName = `p${String(Math.round(size('width')))}x${String(Math.round(size('minHeight')))}`

  const { flow, end } = flowOf(sectionsOf(nodes), area)
  shadow.append(flow)
  await document.fonts.ready
  const pages = breakIntoPages(flow, end, area)
  flow.classList.remove('flow-measured')
  for (let page = 0; page < pages; page += 1) {
    const shell = page === 0 ? shells[0] : shells[2 - (page % 2)]
    if (shell !== undefined) shadow.append(sheetOf(shell, flow, { page, pages, area, height: look.minHeight, pageName }))
  }
  flow.remove()
  return { pages, pageCss: `@page ${pageName}{size:${look.width} ${look.minHeight};margin:0}` }
}

const sectionsOf = (nodes: readonly Node[]) =>
  nodes.filter((node): node is HTMLElement => node instanceof HTMLElement && node.localName === 'section')

export function styleOf(css: string, nonce: string): HTMLStyleElement {
  const style = document.createElement('style')
  style.nonce = nonce
  style.textContent = css
  return style
}

/** The same document without words on three pages: its headers and footers of the first, an even and an odd page. */
function emptied(model: WordModel): WordModel {
  const { documentPart } = model
  const blank = (pageBreakBefore: boolean) => ({ type: 'paragraph', pageBreakBefore, children: [] })
  const body = { ...documentPart.body, children: [blank(false), blank(true), blank(true)] }
  const part = Object.create(documentPart, { body: { value: body } }) as WordModel['documentPart']
  return Object.create(model, { documentPart: { value: part } }) as WordModel
}

function flowOf(sections: readonly HTMLElement[], area: TypeArea): { flow: HTMLElement; end: HTMLElement } {
  const flow = document.createElement('div')
  flow.className = `flow flow-measured ${className}`
  flow.lang = paperLang
  flow.style.width = `${String(area.width)}pt`
  sections.forEach((section, order) => {
    const blocks = [...section.querySelectorAll(':scope > article')].flatMap((article) => [...article.childNodes])
    if (order > 0 && blocks[0] instanceof HTMLElement) blocks[0].style.breakBefore = 'column'
    flow.append(...blocks)
  })
  const end = document.createElement('div')
  flow.append(end)
  return { flow, end }
}

/** Lays the flow out in columns. @returns how many there are */
function breakIntoPages(flow: HTMLElement, end: HTMLElement, area: TypeArea): number {
  keepTogether(flow, area.height * pixelsPerPoint)
  Object.assign(flow.style, {
    height: `${String(area.height)}pt`,
    columnWidth: `${String(area.width)}pt`,
    columnGap: `${String(columnGap)}pt`,
  })
  const step = (area.width + columnGap) * pixelsPerPoint
  const edge = () => flow.getBoundingClientRect()
  const columnOf = (box: DOMRect) => Math.floor((box.left - edge().left + 1) / step)
  for (const pinned of flow.querySelectorAll<HTMLElement>('.pinned')) {
    const box = pinned.getBoundingClientRect()
    const last = end.getBoundingClientRect()
    const spare = edge().bottom - (columnOf(box) === columnOf(last) ? last.bottom : box.bottom) - 1
    if (spare > 0) pinned.style.marginTop = `${String(spare)}px`
  }
  return columnOf(end.getBoundingClientRect()) + 1
}

/**
 * A chain of keep-with-next around a table goes into one box: the browser keeps boxes whole, but gives up on chains through
 * tables. A chain higher than a page stays as it is.
 */
function keepTogether(flow: HTMLElement, height: number): void {
  let chain: HTMLElement[] = []
  for (const block of [...flow.children]) {
    if (!(block instanceof HTMLElement)) continue
    chain.push(block)
    if (block.style.breakAfter === 'avoid') continue
    const tall = chain.reduce((sum, each) => sum + each.getBoundingClientRect().height, 0)
    if (tall < height && chain.length > 1 && chain.some((each) => each.localName === 'table')) {
      const box = document.createElement('div')
      box.className = 'kept'
      block.after(box)
      box.append(...chain)
    }
    chain = []
  }
}

interface SheetPlace {
  page: number
  pages: number
  area: TypeArea
  height: string
  pageName: string
}

function sheetOf(shell: HTMLElement, flow: HTMLElement, { page, pages, area, height, pageName }: SheetPlace): HTMLElement {
  const sheet = copyOf(shell)
  sheet.classList.add('sheet')
  sheet.lang = paperLang
  sheet.style.setProperty('height', height)
  sheet.style.setProperty('page', pageName)
  const view = document.createElement('div')
  view.className = 'view'
  Object.assign(view.style, { width: `${String(area.width)}pt`, height: `${String(area.height)}pt` })
  const shown = copyOf(flow)
  shown.style.marginLeft = `${String(-page * (area.width + columnGap))}pt`
  view.append(shown)
  sheet.querySelectorAll(':scope > article').forEach((article, order) => {
    if (order === 0) article.replaceWith(view)
    else article.remove()
  })
  const texts = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const words = node.nodeValue ?? ''
    if (words.includes(pageMark) || words.includes(pagesMark))
      node.nodeValue = words.replaceAll(pageMark, String(page + 1)).replaceAll(pagesMark, String(pages))
  }
  return sheet
}

const copyOf = (element: HTMLElement) => element.cloneNode(true) as HTMLElement
