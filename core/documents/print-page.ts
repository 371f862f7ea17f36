/** Word files → one HTML page that draws them sheet by sheet. The same page is the preview on the screen and the source of the print. */
import { officialFonts } from '../domain/official-fonts.ts'
import { printPageScript } from './print-page-script.ts'

export interface PrintPageOptions {
  /** docx-preview and jszip as one classic script: its text, or an address the page may load it from */
  library: { inline: string } | { url: string }
  /** shown as the window's title */
  title?: string
  /** for the page's content security policy; random when absent */
  nonce?: string
}

/**
 * A self-contained page. When it is drawn, `<html>` carries `data-ready="true"`, `data-pages` (number of sheets),
 * `data-sheets` (number of sheets of each document, joined by commas) and
 * `data-missing-fonts` (official fonts this computer lacks, joined by 、); `data-ready="false"` and `data-error` when it failed.
 */
export function buildPrintPage(documents: readonly Uint8Array[], options: PrintPageOptions): string {
  const nonce = options.nonce ?? globalThis.crypto.randomUUID()
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'`
  const library =
    'url' in options.library
      ? `<script nonce="${nonce}" src="${escapeHtml(options.library.url)}"></script>`
      : script(nonce, options.library.inline)
  const own = Object.fromEntries(
    Object.entries(officialFonts).flatMap(([name, font]) => (name === 'Consolas' ? [] : [[name, font.own]])),
  )
  return [
    `<!doctype html><html lang="zh-CN" data-nonce="${nonce}" data-official-fonts="${escapeHtml(JSON.stringify(own))}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>${escapeHtml(options.title ?? '打印')}</title><style nonce="${nonce}">${fontFaces()}${pageCss}</style></head><body><main></main>`,
    `<script id="files" type="application/json" nonce="${nonce}">${JSON.stringify(documents.map(toBase64))}</script>`,
    library,
    script(nonce, printPageScript),
    '</body></html>',
  ].join('\n')
}

const pageCss = `
@page { size: A4; margin: 0 }
html { background: #8a8a86; text-rendering: geometricPrecision; -webkit-print-color-adjust: exact; print-color-adjust: exact }
body { margin: 0 }
main { display: flex; flex-direction: column; align-items: center; gap: 16px; padding: 16px 0 }
main > .flow { position: absolute; left: 0; top: 0; visibility: hidden }
.sheet { background: #fff; box-shadow: 0 1px 6px rgb(0 0 0 / 35%); flex: none }
.view { overflow: clip; overflow-clip-margin: 8pt; flex: none; position: relative }
.flow { column-fill: auto; orphans: 2; widows: 2; text-autospace: normal; overflow-wrap: anywhere; line-break: strict }
.flow p { text-justify: inter-character }
.flow p.exact > span { line-height: 0 }
.flow table { table-layout: fixed }
.flow td { box-sizing: border-box; padding: 0 }
.flow .pinned, .flow .kept { break-inside: avoid }
.sheet > footer { margin-top: auto; display: flex; flex-direction: column; justify-content: flex-end }
@media print {
  html { background: none }
  main { display: block; padding: 0 }
  .sheet { box-shadow: none; break-after: page; margin-bottom: -1px }
  .sheet:last-child { break-after: auto }
}
`

function fontFaces(): string {
  return Object.entries(officialFonts)
    .map(
      ([name, font]) =>
        `@font-face{font-family:"${name}";src:${[...font.own, ...font.standIn].map((each) => `local("${each}")`).join(',')}}`,
    )
    .join('\n')
}

/** A script that cannot end its own element. */
function script(nonce: string, text: string): string {
  return `<script nonce="${nonce}">${text.replace(/<\/(script)/gi, String.raw`<\/$1`).replace(/<!--/g, String.raw`<\!--`)}</script>`
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.length; start += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000))
  return btoa(binary)
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
