import { readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const at = (path: string): string => resolve(import.meta.dirname, path)

const migrations = at('db/migrations')

/** The backend reads its migrations from a folder beside itself, in the bundle as in the source. */
const besideBackend: Plugin = {
  name: 'migrations-beside-backend',
  generateBundle() {
    for (const name of readdirSync(migrations).filter((file) => file.endsWith('.sql')))
      this.emitFile({ type: 'asset', fileName: `migrations/${name}`, source: readFileSync(resolve(migrations, name)) })
  },
}

const pdfParts = at('node_modules/pdfjs-dist')

/**
 * What reading a PDF may need besides the program: character maps of Chinese fonts that a file does not hold, and the decoders of
 * scanners' black-and-white and JPEG 2000 pictures, as scripts because the policy compiles nothing.
 */
const besidePage: Plugin = {
  name: 'pdf-parts-beside-page',
  generateBundle() {
    const maps = readdirSync(resolve(pdfParts, 'cmaps')).filter((file) => /^(GB|UniGB|Adobe-GB1).*\.bcmap$/.test(file))
    const decoders = ['jbig2_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js']
    for (const path of [...maps.map((file) => `cmaps/${file}`), ...decoders.map((file) => `wasm/${file}`)]) {
      const fileName = `assets/pdf/${path.slice(path.indexOf('/') + 1)}`
      this.emitFile({ type: 'asset', fileName, source: readFileSync(resolve(pdfParts, path)) })
    }
  },
}

/** Bundles the desktop shell into out/. Dependencies of main stay outside as packages, among them the native database module. */
export default defineConfig({
  main: {
    plugins: [besideBackend],
    build: {
      outDir: at('out/main'),
      rolldownOptions: {
        input: { index: at('electron/main/index.ts'), backend: at('electron/backend.ts'), worker: at('core/workers/entry.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      externalizeDeps: false,
      // a sandboxed preload is loaded as CommonJS
      rolldownOptions: {
        input: { index: at('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react(), besidePage],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      assetsInlineLimit: 0, // the policy admits fonts and scripts as files only
      modulePreload: { polyfill: false },
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
})
