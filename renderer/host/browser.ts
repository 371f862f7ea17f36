import { HostFailure } from './host.ts'
import type { Host, HostPort, PickedFile } from './host.ts'

const tokenKey = 'pingan.token'
/** close code by which the host says that another window took over */
const replaced = 4001
const restart = '请关闭本页，重新启动平安台。'

/**
 * The browser host: a WebSocket for calls, HTTP for files. The one-time code of the address is exchanged for a token that this
 * tab alone keeps; the code leaves the address at once, before the router reads it.
 */
export function browserHost(): Host {
  const code = takeStartCode()
  let token: Promise<string> | undefined
  const haveToken = () => (token ??= code === undefined ? Promise.resolve(storedToken()) : redeem(code))
  return {
    reopens: false,
    connect: async () => openSocket(await haveToken()),
    onFailed: () => undefined,
    pickFile: async (accept) => {
      const file = await chooseFile(accept)
      return file === null ? null : upload(file, await haveToken())
    },
    takeDropped: async (file) => upload(file, await haveToken()),
    pickFolder: () => Promise.resolve(null),
    saveFile: async (fileRef, name) => download(fileRef, name, await haveToken()),
  }
}

function takeStartCode(): string | undefined {
  const code = /^#start=([\w-]+)$/.exec(window.location.hash)?.[1]
  if (code !== undefined) window.history.replaceState(null, '', window.location.pathname)
  return code
}

async function redeem(code: string): Promise<string> {
  const response = await fetch('/session', { method: 'POST', body: code }).catch(() => undefined)
  if (response === undefined) throw new HostFailure(restart)
  if (!response.ok) {
    // the address was opened again in the tab that redeemed it before
    const known = sessionStorage.getItem(tokenKey)
    if (known !== null) return known
    throw new HostFailure(`这个地址已经用过。${restart}`, { final: true })
  }
  const { token } = (await response.json()) as { token: string }
  sessionStorage.setItem(tokenKey, token)
  return token
}

function storedToken(): string {
  const token = sessionStorage.getItem(tokenKey)
  if (token === null) throw new HostFailure('请从平安台的启动地址打开本页。', { final: true })
  return token
}

function openSocket(token: string): Promise<HostPort> {
  const socket = new WebSocket(`${window.location.origin.replace('http', 'ws')}/rpc`, ['pingan', token])
  return new Promise((resolve, reject) => {
    const closed = new Promise<'lost' | 'replaced'>((end) => {
      socket.addEventListener('close', ({ code }) => {
        end(code === replaced ? 'replaced' : 'lost')
        reject(new HostFailure(restart))
      })
    })
    socket.addEventListener('open', () => {
      resolve({
        addEventListener: (type, listener) => {
          socket.addEventListener(type, listener)
        },
        postMessage: (frame) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(frame) // else `closed` is about to say so
        },
        closed,
      })
    })
  })
}

function chooseFile(accept: string): Promise<File | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  return new Promise((resolve) => {
    input.addEventListener('change', () => {
      resolve(input.files?.[0] ?? null)
    })
    input.addEventListener('cancel', () => {
      resolve(null)
    })
    input.click()
  })
}

async function upload(file: File, token: string): Promise<PickedFile> {
  const response = await fetch(`/files?name=${encodeURIComponent(file.name)}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${token}` },
    body: file,
  })
  if (!response.ok) throw await refusalOf(response)
  const { ref } = (await response.json()) as { ref: string }
  return { fileRef: ref, name: file.name }
}

async function download(fileRef: string, name: string, token: string): Promise<boolean> {
  const response = await fetch(`/files/${encodeURIComponent(fileRef)}`, { headers: { Authorization: `Bearer ${token}` } })
  if (!response.ok) throw await refusalOf(response)
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(address)
  }, 60_000)
  return true
}

async function refusalOf(response: Response): Promise<HostFailure> {
  const { message } = (await response.json().catch(() => ({}))) as { message?: string }
  return new HostFailure(message ?? '文件没有传成，请再试一次')
}
