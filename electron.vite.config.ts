import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string): string => resolve(import.meta.dirname, path)

/** Bundles the desktop shell into out/. Dependencies of main stay outside as packages, among them the native database module. */
// eslint-disable-next-line no-restricted-exports -- electron-vite reads the default export
export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      rollupOptions: {
        input: { index: at('electron/main/index.ts'), backend: at('electron/backend.ts'), worker: at('core/workers/entry.ts') },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      externalizeDeps: false,
      // a sandboxed preload is loaded as CommonJS
      rollupOptions: {
        input: { index: at('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    base: '/',
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      assetsInlineLimit: 0, // the policy admits fonts and scripts as files only
      modulePreload: { polyfill: false },
      rollupOptions: { input: at('renderer/index.html') },
    },
  },
})
