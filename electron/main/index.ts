import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BrowserWindow, app, session } from 'electron'
import { defaultDataDir } from '../../core/server/node/data-dir.ts'
import { SHELL } from '../shell-channels.ts'
import type { BackendFailure } from '../shell-channels.ts'
import { restartPolicy } from '../restart-policy.ts'
import { registerAppScheme, serveAppProtocol } from './app-protocol.ts'
import { superviseBackend } from './backend-process.ts'
import { installMenu } from './menu.ts'
import { printHtmlToPdf } from './print-to-pdf.ts'
import { registerShellIpc } from './shell-ipc.ts'
import { checkForUpdates } from './updater.ts'
import { openWindow } from './window.ts'
import { confineContents, confineSession } from './window-policy.ts'

const { values } = parseArgs({ args: process.argv.slice(1), options: { data: { type: 'string' } }, strict: false })
const dataDir = typeof values.data === 'string' ? values.data : defaultDataDir()
const out = join(import.meta.dirname, '..')
const resourcesDir = app.isPackaged ? join(process.resourcesPath, 'resources') : join(out, '../resources')

app.enableSandbox()
registerAppScheme()
app.setPath('userData', join(dataDir, 'shell')) // the browser engine's own files; also one instance per data folder
app.on('web-contents-created', (_event, contents) => {
  confineContents(contents)
})

function openDesk(): void {
  confineSession(session.defaultSession)
  serveAppProtocol(join(out, 'renderer'))
  installMenu()
  let failure: BackendFailure | undefined
  const backend = superviseBackend({
    entry: join(out, 'main/backend.js'),
    args: ['--data', dataDir, '--resources', resourcesDir, '--version', app.getVersion()],
    mayRestart: restartPolicy(() => performance.now()),
    printToPdf: printHtmlToPdf,
    onFailed: (reason) => {
      failure = { message: reason ?? '后台多次意外停止，平安台暂时无法继续工作。', logDir: join(dataDir, 'logs') }
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send(SHELL.backendFailed, failure)
    },
  })
  const window = openWindow(join(out, 'preload/index.cjs'), join(resourcesDir, 'icons/icon-256.png'))
  registerShellIpc(backend, window)
  const client = window.webContents.id
  window.webContents.on('did-finish-load', () => {
    if (failure) window.webContents.send(SHELL.backendFailed, failure)
  })
  window.on('closed', () => {
    backend.leave(client)
  })
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('window-all-closed', () => {
    void backend.stop().finally(() => {
      app.quit()
    })
  })
  void checkForUpdates(dataDir)
}

if (app.requestSingleInstanceLock()) void app.whenReady().then(openDesk)
else app.quit()
