import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

/**
 * Draws resources/icons/icon.svg as PNG (16 to 512 pixels) and as a Windows icon: `node scripts/render-icons.ts`.
 * An .ico is a 6-byte header, a 16-byte entry per picture, then the PNG files themselves.
 */
const folder = join(import.meta.dirname, '../resources/icons')
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8')
const SIZES = [16, 32, 48, 64, 128, 256, 512]

const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage()
const pictures = new Map<number, Buffer>()
for (const size of SIZES) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>body{margin:0;line-height:0}svg{width:${size}px;height:${size}px}</style>${svg}`)
  pictures.set(size, await page.screenshot({ omitBackground: true }))
}
await browser.close()

for (const [size, png] of pictures) writeFileSync(join(folder, `icon-${size}.png`), png)
const inIcon = [...pictures].filter(([size]) => size <= 256)
const header = Buffer.alloc(6)
header.writeUInt16LE(1, 2)
header.writeUInt16LE(inIcon.length, 4)
let offset = 6 + 16 * inIcon.length
const entries = inIcon.map(([size, png]) => {
  const entry = Buffer.alloc(16)
  entry.writeUInt8(size % 256, 0)
  entry.writeUInt8(size % 256, 1)
  entry.writeUInt16LE(1, 4)
  entry.writeUInt16LE(32, 6)
  entry.writeUInt32LE(png.length, 8)
  entry.writeUInt32LE(offset, 12)
  offset += png.length
  return entry
})
writeFileSync(join(folder, 'icon.ico'), Buffer.concat([header, ...entries, ...inIcon.map(([, png]) => png)]))
