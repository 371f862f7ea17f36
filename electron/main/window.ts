import { BrowserWindow } from 'electron'
import type { WebPreferences } from 'electron'
import { APP_URL, confineContents } from './window-policy.ts'

/** The locks of the page's process. Each is written out, also where it is the default. */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
  }
}

export function openWindow(preload: string, icon: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: '平安台',
    icon,
    backgroundColor: '#f5f6f8',
    webPreferences: webPreferences(preload),
  })
  confineContents(window.webContents)
  window.once('ready-to-show', () => {
    window.show()
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.reload()
  })
  void window.loadURL(APP_URL)
  return window
}
