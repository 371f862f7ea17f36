import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { lockFolder, type FolderLock } from './lock.ts'
import { temporaryFolder } from './testing.ts'

const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Another process that holds the folder until it is killed. */
async function holder(folder: string): Promise<ChildProcess> {
  const program = `
    const { lockFolder } = await import(${JSON.stringify(new URL('./lock.ts', import.meta.url).href)})
    lockFolder(${JSON.stringify(folder)}, '另一个平安台')
    process.stdout.write('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  await once(child.stdout, 'data')
  return child
}

const admitted = (lock: FolderLock | { heldBy: string }): lock is FolderLock => 'release' in lock

test('a second holder is refused, by name, while the first lives, and admitted after SIGKILL', async () => {
  const folder = temporaryFolder()
  const first = await holder(folder)
  expect(lockFolder(folder, '平安台')).toEqual({ heldBy: `另一个平安台（进程 ${String(first.pid)}）` })
  first.kill('SIGKILL')
  await once(first, 'exit')
  const lock = lockFolder(folder, '平安台')
  expect(admitted(lock)).toBe(true)
  if (admitted(lock)) lock.release()
})

test('within one process too; released once or twice, the folder is free', () => {
  const folder = temporaryFolder()
  const lock = lockFolder(folder, '甲')
  expect(lockFolder(folder, '乙')).toEqual({ heldBy: `甲（进程 ${String(process.pid)}）` })
  if (admitted(lock)) {
    lock.release()
    lock.release()
  }
  const next = lockFolder(folder, '乙')
  expect(admitted(next)).toBe(true)
  if (admitted(next)) next.release()
})

test('a lock whose holder could not be written down is not held', () => {
  const folder = temporaryFolder()
  const blocked = join(folder, 'desk.lock.json.partial')
  mkdirSync(blocked)
  expect(() => lockFolder(folder, '平安台')).toThrow('EISDIR')
  rmdirSync(blocked)
  const lock = lockFolder(folder, '平安台')
  expect(lock).toHaveProperty('release')
  if ('release' in lock) lock.release()
})
