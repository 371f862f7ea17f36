import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
export const pageDir = join(root, 'out/renderer')

/** What the page is built from; tests are no part of it. */
const sources = ['renderer', 'core/domain', 'core/contract', 'resources/icons', 'electron.vite.config.ts']

/** The page has to be built, and from what stands in the folders now. @throws Error that says what to run */
export function requireBuiltPage(): void {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 24) throw new Error(`端到端测试要用 Node 24 运行（现在是 ${process.version}）：npm run e2e`)
  const page = join(pageDir, 'index.html')
  if (!existsSync(page)) throw new Error('还没有构建页面（缺 out/renderer/index.html），请先运行：npm run build')
  const builtAt = statSync(page).mtimeMs
  const newer = sources.flatMap((source) => filesOf(join(root, source))).filter((file) => statSync(file).mtimeMs > builtAt)
  if (newer.length > 0)
    throw new Error(
      `构建的页面旧了：${newer.slice(0, 5).join('、')} 等 ${String(newer.length)} 个文件改过，请先运行：npm run build`,
    )
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/(\.test\.tsx?|^testing\.ts)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}
