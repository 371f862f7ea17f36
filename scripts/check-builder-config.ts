import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * Checks electron-builder.yml without packaging and without a network: the schema of the installed electron-builder, and the promises
 * this project makes on top of it.
 */
const root = join(import.meta.dirname, '..')
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'))

interface BuilderInternals {
  getConfig(projectDir: string, configPath: string, options: null): Promise<unknown>
  validateConfiguration(config: unknown, log: unknown): Promise<void>
}
const { getConfig, validateConfiguration } = builder('app-builder-lib/out/util/config/config.js') as BuilderInternals
const { DebugLogger } = builder('builder-util') as { DebugLogger: new (enabled: boolean) => unknown }

const config = await getConfig(root, 'electron-builder.yml', null)
await validateConfiguration(config, new DebugLogger(false))

const target = (name: string) => z.object({ target: z.literal(name), arch: z.tuple([z.literal('x64'), z.literal('arm64')]) })
z.object({
  win: z.object({ target: z.tuple([target('nsis'), target('portable')]) }),
  linux: z.object({ target: z.tuple([target('deb'), target('AppImage')]) }),
  asar: z.literal(true),
  asarUnpack: z.array(z.string()).refine((paths) => paths.some((path) => path.startsWith('node_modules/better-sqlite3/'))),
  electronFuses: z.object({
    runAsNode: z.literal(false),
    enableNodeOptionsEnvironmentVariable: z.literal(false),
    enableNodeCliInspectArguments: z.literal(false),
    enableCookieEncryption: z.literal(true),
    onlyLoadAppFromAsar: z.literal(true),
    enableEmbeddedAsarIntegrityValidation: z.literal(true),
  }),
}).parse(config)

const { devDependencies } = z
  .object({ devDependencies: z.object({ electron: z.string() }) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
z.object({ electronVersion: z.literal(devDependencies.electron) }).parse(config)
console.log('electron-builder.yml is valid')
