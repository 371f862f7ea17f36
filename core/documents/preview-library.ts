/** docx-preview with its zip library, as one classic script for a print page, read from the installed packages. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Throws when the packages are not installed: a packed desktop carries the script as a file of its own instead. */
export async function readPreviewLibrary(): Promise<string> {
  const main = createRequire(import.meta.url).resolve('docx-preview')
  const zip = createRequire(main).resolve('jszip/dist/jszip.min.js')
  const texts = await Promise.all([zip, join(dirname(main), 'docx-preview.min.js')].map((path) => readFile(path, 'utf8')))
  return texts.map((text) => text.replace(/^\/\/# sourceMappingURL=.*$/gm, '')).join(';\n')
}
