import { BrowserWindow } from 'electron'

/** Prints a document of the backend to PDF in a hidden window without scripts, network or disk. Throws when it takes over a minute. */
export async function printHtmlToPdf(html: string): Promise<Uint8Array> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      partition: `print-${crypto.randomUUID()}`,
    },
  })
  const { session } = window.webContents
  session.protocol.handle('document', () => new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }))
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: !/^(document|data):/.test(url) })
  })
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  const timer = setTimeout(() => {
    window.destroy()
  }, 60_000)
  try {
    await window.loadURL('document://print/')
    return await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })
  } finally {
    clearTimeout(timer)
    if (!window.isDestroyed()) window.destroy()
  }
}
