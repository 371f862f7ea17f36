import { buildIfStale, installIfStale, node24, run } from './project-setup.mjs'

// npm start [-- --demo] [--data DIR]: installs and builds what is missing, then opens the desk (open-desk.ts).
await installIfStale()
if ((await buildIfStale()) !== 0) {
  console.error('界面没有构建成功，平安台没有启动。')
  process.exit(1)
}
// Ctrl+C reaches the desk as well; it stops cleanly and we follow
process.on('SIGINT', () => undefined)
process.exit(await run(node24, ['scripts/open-desk.ts', ...process.argv.slice(2)]))
