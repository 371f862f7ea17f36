import { contextBridge, ipcRenderer } from 'electron'
import { SHELL } from '../shell-channels.ts'
import type { BackendFailure, ShellBridge } from '../shell-channels.ts'

/** the part of the page's window that is used here; the whole DOM is not declared for Node's files */
declare const window: {
  location: { origin: string }
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void
}

// A port cannot cross the context bridge; it goes to the page as a window message, recognised by the nonce the page chose.
ipcRenderer.on(SHELL.port, (event, nonce: string) => {
  window.postMessage({ pinganPort: nonce }, window.location.origin, event.ports)
})

const bridge: ShellBridge = {
  connect: (nonce) => ipcRenderer.invoke(SHELL.connect, nonce),
  onBackendFailed: (listener) => {
    ipcRenderer.on(SHELL.backendFailed, (_event, failure: BackendFailure) => {
      listener(failure)
    })
  },
  pickFiles: (kind, multiple) => ipcRenderer.invoke(SHELL.pickFiles, kind, multiple),
  saveFile: (ref, suggestedName) => ipcRenderer.invoke(SHELL.saveFile, ref, suggestedName),
  openExternal: (url) => ipcRenderer.invoke(SHELL.openExternal, url),
  print: () => ipcRenderer.invoke(SHELL.print),
}

contextBridge.exposeInMainWorld('pinganShell', bridge)
