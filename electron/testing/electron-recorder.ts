import { EventEmitter } from 'node:events'

/**
 * Stands in for the `electron` module in tests of the shell: it records what the shell asks for and lets a test raise events.
 * It imitates no behaviour of Electron beyond the shapes the shell touches.
 */
export class RecordedContents extends EventEmitter {
  static nextId = 1
  readonly id = RecordedContents.nextId++
  readonly mainFrame = { url: 'app://pingan/' }
  readonly posted: { channel: string; message: unknown; ports: unknown[] }[] = []
  windowOpenHandler: ((details: { url: string }) => { action: string }) | undefined
  readonly session = session.defaultSession

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler
  }
  postMessage(channel: string, message: unknown, ports: unknown[]): void {
    this.posted.push({ channel, message, ports })
  }
  send(channel: string, message: unknown): void {
    this.posted.push({ channel, message, ports: [] })
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly opened: BrowserWindow[] = []
  readonly webContents = new RecordedContents()
  readonly loaded: string[] = []
  readonly options: { webPreferences: Record<string, unknown> }

  constructor(options: { webPreferences: Record<string, unknown> }) {
    super()
    this.options = options
    BrowserWindow.opened.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.opened
  }
  loadURL(url: string): Promise<void> {
    this.loaded.push(url)
    return Promise.resolve()
  }
  isDestroyed(): boolean {
    return false
  }
}

export class RecordedProcess extends EventEmitter {
  readonly entry: string
  readonly args: string[]
  readonly posted: { message: Record<string, unknown>; ports: unknown[] }[] = []

  constructor(entry: string, args: string[]) {
    super()
    this.entry = entry
    this.args = args
  }
  postMessage(message: Record<string, unknown>, ports: unknown[] = []): void {
    this.posted.push({ message, ports })
  }
}

export const forked: RecordedProcess[] = []
export const utilityProcess = {
  fork(entry: string, args: string[]): RecordedProcess {
    const child = new RecordedProcess(entry, args)
    forked.push(child)
    return child
  },
}

export class MessageChannelMain {
  readonly port1 = { end: 'backend' }
  readonly port2 = { end: 'page' }
}

export type InvokeHandler = (event: { sender: RecordedContents; senderFrame: unknown }, ...args: unknown[]) => unknown
export const handlers = new Map<string, InvokeHandler>()
export const ipcMain = {
  handle(channel: string, handler: InvokeHandler): void {
    handlers.set(channel, handler)
  },
}

export const openedOutside: string[] = []
export const shell = {
  openExternal(url: string): Promise<void> {
    openedOutside.push(url)
    return Promise.resolve()
  },
}

export const dialogs = { open: [] as string[], save: '' }
export const dialog = {
  showOpenDialog: () => Promise.resolve({ filePaths: dialogs.open }),
  showSaveDialog: () => Promise.resolve({ filePath: dialogs.save }),
}

type PermissionRequest = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: { requestingUrl: string; mediaTypes?: string[] },
) => void
type PermissionCheck = (
  contents: unknown,
  permission: string,
  origin: string,
  details: { mediaType: string | undefined },
) => boolean
export const session = {
  defaultSession: {
    request: undefined as PermissionRequest | undefined,
    check: undefined as PermissionCheck | undefined,
    device: undefined as (() => boolean) | undefined,
    setPermissionRequestHandler(handler: PermissionRequest): void {
      this.request = handler
    },
    setPermissionCheckHandler(handler: PermissionCheck): void {
      this.check = handler
    },
    setDevicePermissionHandler(handler: () => boolean): void {
      this.device = handler
    },
  },
}

export const schemes: { scheme: string; privileges: Record<string, boolean> }[] = []
export const protocolHandlers = new Map<string, (request: Request) => Promise<Response>>()
export const protocol = {
  registerSchemesAsPrivileged(registered: typeof schemes): void {
    schemes.push(...registered)
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    protocolHandlers.set(scheme, handler)
  },
}

export const Menu = { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => undefined }

class RecordedApp extends EventEmitter {
  readonly calls: string[] = []
  readonly isPackaged = false
  enableSandbox(): void {
    this.calls.push('enableSandbox')
  }
  setPath(name: string, path: string): void {
    this.calls.push(`setPath ${name} ${path}`)
  }
  requestSingleInstanceLock(): boolean {
    this.calls.push('requestSingleInstanceLock')
    return true
  }
  whenReady(): Promise<void> {
    this.calls.push('whenReady')
    return Promise.resolve()
  }
  getVersion(): string {
    return '0.0.0-test'
  }
  quit(): void {
    this.calls.push('quit')
  }
}
export const app = new RecordedApp()

export const exposed = new Map<string, unknown>()
export const contextBridge = {
  exposeInMainWorld(name: string, api: unknown): void {
    exposed.set(name, api)
  },
}

class RecordedRenderer extends EventEmitter {
  readonly invoked: unknown[][] = []
  invoke(...call: unknown[]): Promise<void> {
    this.invoked.push(call)
    return Promise.resolve()
  }
}
export const ipcRenderer = new RecordedRenderer()
