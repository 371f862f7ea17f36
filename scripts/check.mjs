import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { node24, root, run, runTool } from './project-setup.mjs'

/** Everything that can be said about the source without running it: name and way to run. Each gives an exit code. */
export const CHECKS = [
  ['types of core, db, hosts and scripts', () => runTool('tsc', ['-p', 'tsconfig.json', '--noEmit'])],
  ['types of the page', () => runTool('tsc', ['-p', 'renderer/tsconfig.json', '--noEmit'])],
  ['lint', () => runTool('eslint', ['--max-warnings', '0', '.'])],
  ['dependency directions', () => runTool('depcruise', ['--config', '.dependency-cruiser.cjs', ...folders()])],
  ['unused code and packages', () => runTool('knip', ['--no-progress'])],
  ['format', () => runTool('prettier', ['--check', '--log-level', 'warn', '.'])],
  ['installer configuration', () => run(node24, ['scripts/check-builder-config.ts'])],
]

function folders() {
  return ['core', 'db', 'electron', 'headless', 'renderer', 'scripts', 'bench', 'e2e'].filter((folder) =>
    existsSync(join(root, folder)),
  )
}

/** Runs every check, also after one failed. @returns {Promise<string[]>} names of the failed ones */
export async function runChecks() {
  const failed = []
  for (const [name, check] of CHECKS) {
    console.log(`\n— ${name}`)
    if ((await check()) !== 0) failed.push(name)
  }
  return failed
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const failed = await runChecks()
  console.log(failed.length === 0 ? '\nall checks hold' : `\nfailed: ${failed.join(', ')}`)
  process.exit(failed.length === 0 ? 0 : 1)
}
