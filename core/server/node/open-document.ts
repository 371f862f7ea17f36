import { spawn } from 'node:child_process'

const openers: Partial<Record<NodeJS.Platform, readonly [command: string, ...first: string[]]>> = {
  win32: ['cmd', '/c', 'start', ''],
  darwin: ['open'],
}

/** An opener that ends well, or still runs after this long, has opened the file. */
const waitMs = 4000

/** Opens a file with the program this computer has for it. Rejects when there is none. */
export function openDocument(path: string): Promise<void> {
  const [command, ...first] = openers[process.platform] ?? ['xdg-open']
  return new Promise((resolve, reject) => {
    const opener = spawn(command, [...first, path], { stdio: 'ignore', detached: true, windowsHide: true })
    const timer = setTimeout(resolve, waitMs)
    opener.once('error', reject)
    opener.once('exit', (code) => {
      clearTimeout(timer)
      if (code === 0) resolve()
      else reject(new Error(`${command} ended with ${String(code)}`))
    })
    opener.unref()
  })
}
