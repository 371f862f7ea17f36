import { basename } from 'node:path'
import { BrowserWindow, dialog, ipcMain } from 'electron'
import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { z } from 'zod'
import { PICK_EXTENSIONS, SHELL } from '../shell-channels.ts'
import type { BackendProcess } from './backend-process.ts'
import { openExternal } from './open-external.ts'
import { isOwnPage } from './window-policy.ts'

const pickKind = z.enum(['workbook', 'package', 'attachment', 'folder'])
const fileName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^/\\:*?"<>|\p{Cc}]+$/u)
  .refine((name) => !name.startsWith('.'))

/** Registers a channel: only the top frame of a window of ours is heard, and its arguments must be the tuple. */
function handle<Args extends unknown[], Answer>(
  channel: string,
  tuple: z.ZodType<Args>,
  answer: (sender: WebContents, ...args: Args) => Promise<Answer>,
): void {
  ipcMain.handle(channel, (event: IpcMainInvokeEvent, ...args: unknown[]) => {
    const { senderFrame, sender } = event
    if (senderFrame === null || senderFrame !== sender.mainFrame || !isOwnPage(senderFrame.url)) throw new Error('FORBIDDEN')
    const parsed = tuple.safeParse(args)
    if (!parsed.success) throw new Error('BAD_REQUEST')
    return answer(sender, ...parsed.data)
  })
}

/** The shell's calls. A path chosen in a dialog goes to the backend; the page only ever sees a reference. */
export function registerShellIpc(backend: BackendProcess): void {
  handle(SHELL.connect, z.tuple([z.string().regex(/^[\w-]{16,64}$/)]), async (sender, nonce) => {
    const port = backend.connect(sender.id)
    if (!port) throw new Error('BACKEND_DOWN')
    sender.postMessage(SHELL.port, nonce, [port])
    return Promise.resolve()
  })

  handle(SHELL.pickFiles, z.tuple([pickKind, z.boolean()]), async (sender, kind, multiple) => {
    const { filePaths } = await dialog.showOpenDialog(windowOf(sender), {
      properties: [kind === 'folder' ? 'openDirectory' : 'openFile', ...(multiple ? (['multiSelections'] as const) : [])],
      filters: PICK_EXTENSIONS[kind],
    })
    return Promise.all(
      filePaths.map(async (path) => ({ ref: await backend.registerPath(sender.id, path), name: basename(path) })),
    )
  })

  handle(SHELL.saveFile, z.tuple([z.string().min(1).max(200), fileName]), async (sender, ref, suggestedName) => {
    const { filePath } = await dialog.showSaveDialog(windowOf(sender), { defaultPath: suggestedName })
    if (filePath === '') return false
    await backend.save(sender.id, ref, filePath)
    return true
  })

  handle(SHELL.openExternal, z.tuple([z.url().max(2000)]), (_sender, url) => openExternal(url))

  handle(
    SHELL.print,
    z.tuple([]),
    (sender) =>
      new Promise<void>((resolve) => {
        sender.print({}, () => {
          resolve()
        })
      }),
  )
}

function windowOf(sender: WebContents): BrowserWindow {
  const window = BrowserWindow.fromWebContents(sender)
  if (!window) throw new Error('FORBIDDEN')
  return window
}
