import { basename } from 'node:path'
import { dialog, ipcMain } from 'electron'
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron'
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

/** The shell's calls for one window. A path chosen in a dialog goes to the backend; the page only ever sees a reference. */
export function registerShellIpc(backend: BackendProcess, window: BrowserWindow): void {
  const contents = window.webContents
  const client = contents.id

  /** Registers a channel: only the top frame of our window, showing our page, is heard, and its arguments must be the tuple. */
  function handle<Args extends unknown[]>(channel: string, tuple: z.ZodType<Args>, answer: (...args: Args) => unknown): void {
    ipcMain.handle(channel, ({ sender, senderFrame }: IpcMainInvokeEvent, ...args: unknown[]) => {
      const ours = sender === contents && senderFrame !== null && senderFrame === contents.mainFrame && isOwnPage(senderFrame.url)
      if (!ours) throw new Error('FORBIDDEN')
      const parsed = tuple.safeParse(args)
      if (!parsed.success) throw new Error('BAD_REQUEST')
      return answer(...parsed.data)
    })
  }

  handle(SHELL.connect, z.tuple([z.string().regex(/^[\w-]{16,64}$/)]), (nonce) => {
    const port = backend.connect(client)
    if (!port) throw new Error('BACKEND_DOWN')
    contents.postMessage(SHELL.port, nonce, [port])
  })

  handle(SHELL.pickFiles, z.tuple([pickKind, z.boolean()]), async (kind, multiple) => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      properties: [kind === 'folder' ? 'openDirectory' : 'openFile', ...(multiple ? (['multiSelections'] as const) : [])],
      filters: PICK_EXTENSIONS[kind],
    })
    return Promise.all(
      filePaths.map(async (path) => ({ ref: await backend.registerPath(client, path, kind === 'folder'), name: basename(path) })),
    )
  })

  handle(SHELL.saveFile, z.tuple([z.string().min(1).max(200), fileName]), async (ref, suggestedName) => {
    const { filePath } = await dialog.showSaveDialog(window, { defaultPath: suggestedName })
    if (filePath === '') return false
    await backend.save(client, ref, filePath)
    return true
  })

  handle(SHELL.openExternal, z.tuple([z.url().max(2000)]), (url) => openExternal(url))

  handle(
    SHELL.print,
    z.tuple([]),
    () =>
      new Promise<void>((resolve) => {
        contents.print({}, () => {
          resolve()
        })
      }),
  )
}
