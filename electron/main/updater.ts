import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import electronUpdater from 'electron-updater'
import { z } from 'zod'

const settings = z.object({ updateFeed: z.url({ protocol: /^https$/ }) })

/** Address of the update feed in `<dataDir>/shell.json` (`{"updateFeed": "https://…"}`), which the county's IT may write. */
export async function updateFeed(dataDir: string): Promise<string | undefined> {
  try {
    return settings.parse(JSON.parse(await readFile(join(dataDir, 'shell.json'), 'utf8'))).updateFeed
  } catch {
    return undefined
  }
}

/** Looks for updates once at start, and only when a feed is configured: the desk is made for machines without a network. */
export async function checkForUpdates(dataDir: string): Promise<void> {
  const url = await updateFeed(dataDir)
  if (url === undefined) return
  const { autoUpdater } = electronUpdater
  autoUpdater.setFeedURL({ provider: 'generic', url })
  autoUpdater.autoInstallOnAppQuit = true
  await autoUpdater.checkForUpdatesAndNotify().catch(() => null) // no network is the usual case here
}
