import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CHECKS, runChecks } from './check.mjs'
import { has, installIfStale, node24, root, run, runTool, toolEnvironment } from './project-setup.mjs'

// npm test: installs what tests need, runs everything, and ends with the line `N passed, N failed, N skipped`.
// Each check and the build count as one item; unit and e2e tests count one by one.

/** Debian packages that tests use, and how to see that they are there. */
const SYSTEM = [
  ['chromium', () => has('chromium')],
  ['fonts-noto-cjk', () => hasChineseFont()],
  ['libreoffice-writer-nogui', () => has('soffice')],
  ['libreoffice-calc-nogui', () => has('soffice')],
  ['poppler-utils', () => has('pdftotext')],
  ['openssl', () => has('openssl')],
]
const results = join(root, 'test-results')
const total = { passed: 0, failed: 0, skipped: 0 }

function hasChineseFont() {
  return spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).stdout?.trim().length > 0
}

async function installSystemPackages() {
  const missing = SYSTEM.filter(([, present]) => !present()).map(([name]) => name)
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || !has('apt-get')) {
    console.log(`missing on this machine, tests that need them will fail or be skipped: ${missing.join(', ')}`)
    return
  }
  console.log(`installing ${missing.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['-qq', 'update'], { env })
  const code = await run('apt-get', ['-qq', '-y', '-o', 'Dpkg::Use-Pty=0', 'install', '--no-install-recommends', ...missing], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (code !== 0) console.error(`apt-get could not install ${missing.join(', ')}`)
}

function add(passed, failed, skipped = 0) {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}

/** A runner that left no report, or reported no test, is a failure of its own. */
function addReport(name, code, report, count) {
  if (!existsSync(report)) {
    console.error(`${name}: no report was written`)
    add(0, 1)
    return
  }
  const [passed, failed, skipped] = count(JSON.parse(readFileSync(report, 'utf8')))
  if (passed + failed === 0) console.error(`${name}: no test ran`)
  add(passed, failed === 0 && (code !== 0 || passed === 0) ? 1 : failed, skipped)
}

function countVitest(report) {
  // a file that does not even load has no tests to count
  const broken = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
  return [report.numPassedTests, report.numFailedTests + broken.length, report.numPendingTests + report.numTodoTests]
}

/** A test that passes only when tried again has failed. */
function countPlaywright({ stats }) {
  return [stats.expected, stats.unexpected + stats.flaky, stats.skipped]
}

await installIfStale()
await installSystemPackages()
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const failedChecks = await runChecks()
add(CHECKS.length - failedChecks.length, failedChecks.length)

console.log('\n— unit, module, contract and page tests')
const vitestReport = join(results, 'vitest.json')
const vitest = await runTool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`])
addReport('vitest', vitest, vitestReport, countVitest)

console.log('\n— build')
const built = await runTool('electron-vite', ['build', '--logLevel', 'warn'])
const kept = built === 0 ? await run(node24, ['scripts/check-bundles.ts']) : 1
add(Number(built === 0) + Number(kept === 0), Number(built !== 0) + Number(kept !== 0))

console.log('\n— e2e')
const e2eReport = join(results, 'e2e.json')
const e2e = await runTool('playwright', ['test', '--reporter=list,json', `--output=${join(results, 'e2e')}`], {
  env: { ...toolEnvironment(), PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
})
addReport('e2e', e2e, e2eReport, countPlaywright)

if (failedChecks.length > 0) console.log(`failed checks: ${failedChecks.join(', ')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
