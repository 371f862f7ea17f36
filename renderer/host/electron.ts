import type { PickKind, ShellBridge } from '../../core/contract/host.ts'
import { HostFailure } from './host.ts'
import type { Host, HostPort } from './host.ts'

declare global {
  interface Window {
    pinganShell?: ShellBridge
  }
}

/** The desktop shell: a MessagePort for calls, the system's dialogs for files. */
export function electronHost(shell: ShellBridge): Host {
  return {
    reopens: true,
    async connect() {
      const nonce = crypto.randomUUID()
      const arrival = nextPort(nonce)
      try {
        await shell.connect(nonce)
      } catch {
        throw new HostFailure('数据服务没有启动')
      }
      return asHostPort(await arrival)
    },
    onFailed(listener) {
      shell.onBackendFailed(({ message, logDir }) => {
        listener(new HostFailure(message, { final: true, logDir }))
      })
    },
    async pickFile(accept) {
      const [file] = await shell.pickFiles(pickKindOf(accept), false)
      return file === undefined ? null : { fileRef: file.ref, name: file.name }
    },
    async pickFolder() {
      const [folder] = await shell.pickFiles('folder', false)
      return folder === undefined ? null : { mediumId: folder.ref }
    },
    saveFile: (fileRef, name) => shell.saveFile(fileRef, name),
  }
}

/** Only our own window's message with our own nonce carries the port; anything else is somebody else's. */
function nextPort(nonce: string): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<unknown>) => {
      const [port] = event.ports
      const ours = event.source === window && isPortMessage(event.data) && event.data.pinganPort === nonce
      if (!ours || port === undefined) return
      window.removeEventListener('message', listen)
      resolve(port)
    }
    window.addEventListener('message', listen)
  })
}

function isPortMessage(data: unknown): data is { pinganPort: unknown } {
  return typeof data === 'object' && data !== null && 'pinganPort' in data
}

function asHostPort(port: MessagePort): HostPort {
  const closed = new Promise<'lost'>((resolve) => {
    port.addEventListener('close', () => {
      resolve('lost')
    })
  })
  port.start()
  return {
    addEventListener: (type, listener) => {
      port.addEventListener(type, listener)
    },
    postMessage: (frame) => {
      port.postMessage(frame)
    },
    closed,
  }
}

function pickKindOf(accept: string): PickKind {
  if (/\.xlsx|\.xls|\.csv|\.et/.test(accept) && !accept.includes('.pdf')) return 'workbook'
  return /\.zzb|\.json/.test(accept) ? 'package' : 'attachment'
}
