/** Starts the key derivation before anything large is loaded: both take a third of a second, side by side. */
import { readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { startDeriving, type KeyParameters } from '../db/derive-key.ts'
import { defaultDataDir } from '../core/server/node/data-dir.ts'

enableCompileCache()

interface KeyringAccount {
  loginName: string
  wrap: KeyParameters
}

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}

/** A guess at the account; when it is wrong the log-in derives again. */
function deriveEarly(): void {
  const password = process.env.PINGAN_PASSWORD
  if (password === undefined) return
  try {
    const keyring = JSON.parse(readFileSync(join(argument('--data') ?? defaultDataDir(), 'keyring.json'), 'utf8')) as {
      accounts: KeyringAccount[]
    }
    const user = argument('--user')
    const account = user === undefined ? keyring.accounts[0] : keyring.accounts.find((one) => one.loginName === user)
    if (account) startDeriving(password, account.wrap)
  } catch {
    // no keyring, or not one of ours: the command itself says so
  }
}

deriveEarly()
const { main } = await import('./cli-main.ts')
process.exitCode = await main()
