/**
 * Who may import whom (docs/adr/0001-process-model.md). Type imports count. Each rule is broken once on purpose in
 * scripts/dependency-rules.test.ts.
 */
const TEST = String.raw`\.test\.tsx?$|(^|/)testing(/|\.ts$)`
const npm = (names) => `(^|/)node_modules/(${names})(/|$)`

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'electron-only-in-electron',
      comment: 'The desk also runs without Electron (headless hosts), so only electron/ may know it.',
      severity: 'error',
      from: { pathNot: '^electron/' },
      to: { path: `^electron$|${npm('electron|electron-updater')}` },
    },
    {
      name: 'domain-is-pure',
      comment: 'core/domain holds rules anyone can read and test without a machine: zod and itself only, no clock, no I/O.',
      severity: 'error',
      from: { path: '^core/domain/', pathNot: TEST },
      to: { pathNot: `^core/domain/|${npm('zod')}` },
    },
    {
      name: 'contract-is-thin',
      comment: 'The contract is shared by the page and the backend: domain, zod, @orpc/contract and itself only.',
      severity: 'error',
      from: { path: '^core/contract/', pathNot: TEST },
      to: { pathNot: `^core/(contract|domain)/|${npm('zod|@orpc/contract')}` },
    },
    {
      name: 'renderer-sees-contract-and-domain',
      comment:
        'The page is sandboxed: of the rest of the project it may see the contract and the domain, nothing that touches data.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TEST },
      to: { path: '^(core|db|electron|headless|scripts|bench|e2e)/', pathNot: '^core/(contract|domain)/' },
    },
    {
      name: 'renderer-has-no-node',
      comment: 'The page runs in a sandboxed browser process: there is no Node there.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'db-knows-domain-only',
      comment: 'Storage is below everything but the domain; what it stores must not depend on who asks for it.',
      severity: 'error',
      from: { path: '^db/', pathNot: TEST },
      to: { path: '^(core|renderer|electron|headless|scripts|bench|e2e)/', pathNot: '^core/domain/' },
    },
    {
      name: 'modules-are-strangers',
      comment: 'A module never imports another: a query may join any table, code is shared through domain, register or server.',
      severity: 'error',
      from: { path: '^core/modules/([^/]+)/' },
      to: { path: '^core/modules/', pathNot: '^core/modules/$1/' },
    },
    {
      name: 'features-are-strangers',
      comment: 'A page never imports another page: share through renderer/ui or renderer/lib.',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'exchange-stands-alone',
      comment: 'The package format could be published: nothing else of the project, only crypto, bytes, files and zod.',
      severity: 'error',
      from: { path: '^core/exchange/', pathNot: TEST },
      to: {
        pathNot: `^core/exchange/|^(node:)?(crypto|stream|stream/promises|buffer|zlib|fs/promises|path)$|${npm('sm-crypto-v2|zod')}`,
      },
    },
    {
      name: 'headless-is-a-host',
      comment: 'Hosts hand ports and a transport to the core; nothing imports a host, or the core would depend on where it runs.',
      severity: 'error',
      from: { path: '^(core|db|electron|renderer|resources)/' },
      to: { path: '^headless/' },
    },
    {
      name: 'electron-is-a-host',
      comment: 'Hosts hand ports and a transport to the core; nothing imports a host, or the core would depend on where it runs.',
      severity: 'error',
      from: { pathNot: '^electron/' },
      to: { path: '^electron/' },
    },
    {
      name: 'database-driver-only-in-db',
      comment: 'db/ sets the cipher, the key and the pragmas; a connection opened elsewhere would have none of them.',
      severity: 'error',
      // benches and tests open plain databases of their own, as yardsticks
      from: { pathNot: `^(db|bench)/|${TEST}` },
      to: { path: npm('better-sqlite3|better-sqlite3-multiple-ciphers') },
    },
    {
      name: 'grid-library-only-in-grid',
      comment: 'AG Grid is wrapped once, in renderer/ui/grid, so that modules, texts and looks are chosen once.',
      severity: 'error',
      from: { pathNot: '^renderer/ui/grid/' },
      to: { path: npm('ag-grid-community|@ag-grid-community/.*') },
    },
    {
      name: 'rpc-only-at-the-edges',
      comment: 'oRPC belongs to the contract, the server, routers, hosts and the two files of the page that connect.',
      severity: 'error',
      from: {
        path: '^(core|db|renderer)/',
        pathNot: `^core/(contract|server)/|^core/modules/[^/]+/router\\.ts$|^renderer/host/|^renderer/lib/api\\.ts$|${TEST}`,
      },
      to: { path: npm('@orpc/.*') },
    },
    {
      name: 'product-needs-no-test-code',
      comment: 'Test code is not shipped.',
      severity: 'error',
      from: { path: '^(core|db|electron|headless|renderer)/', pathNot: TEST },
      to: { path: TEST, pathNot: 'node_modules' },
    },
    {
      name: 'product-needs-no-dev-dependency',
      comment: 'The installer holds `dependencies` only; a devDependency imported at run time would be missing there.',
      severity: 'error',
      from: { path: '^(core|db|electron)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: npm('electron') },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that resolves nowhere is a typing slip or a missing dependency.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea in two places, or two ideas in each.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file nobody imports, which imports nothing, is forgotten work: use it or delete it.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: `${TEST}|^(scripts|e2e|bench|renderer/public)/|\\.d\\.ts$|^[^/]+\\.config\\.(ts|js)$|\\.css$`,
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|resources|docs)/' },
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
