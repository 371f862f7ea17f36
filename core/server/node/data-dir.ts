import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Folder of the user's own data when none is named: `%APPDATA%\PinganDesk`, or `~/.local/share/pingan-desk` (XDG). */
export function defaultDataDir(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'PinganDesk')
  return resolve(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'pingan-desk')
}

/** File of a demonstration folder with its account and password; its presence says that everything in the folder is invented. */
export const DEMO_NOTE = 'demo-account.txt'
