import { use, useEffect, useState } from 'react'
import { LockedContext } from '../keyboard.ts'

export interface CameraChoice {
  id: string
  label: string
}

export type CameraState =
  | { is: 'opening' }
  | { is: 'live'; stream: MediaStream }
  | { is: 'failed'; message: string }
  /** the desk is locked: nothing is seen by the camera */
  | { is: 'covered' }

const remembered = 'pingan.camera'

export interface Camera {
  state: CameraState
  choices: readonly CameraChoice[]
  chosen: string
  choose: (id: string) => void
  again: () => void
}

/** The camera or document camera while it is wanted. It is let go when the page leaves it and while the desk is locked. */
export function useCamera(): Camera {
  const locked = use(LockedContext)
  const [state, setState] = useState<CameraState>({ is: 'opening' })
  const [choices, setChoices] = useState<readonly CameraChoice[]>([])
  const [chosen, setChosen] = useState(() => localStorage.getItem(remembered) ?? '')
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (locked) return
    let stream: MediaStream | undefined
    let wanted = true
    const open = async () => {
      stream = await openCamera(chosen)
      const known = await listCameras()
      if (!wanted) {
        stop(stream)
        return
      }
      const [track] = stream.getVideoTracks()
      track?.addEventListener('ended', () => {
        setState({ is: 'failed', message: '摄像头断开了，请检查连线后按“再试一次”' })
      })
      setChoices(known)
      setChosen((now) => now || (track?.getSettings().deviceId ?? ''))
      setState({ is: 'live', stream })
    }
    open().catch((error: unknown) => {
      if (wanted) setState({ is: 'failed', message: cameraWords(error) })
    })
    return () => {
      wanted = false
      if (stream !== undefined) stop(stream)
      setState({ is: 'opening' })
    }
    // `chosen` is set once more to what the system gave: the stream stays
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [locked, tries])
  return {
    state: locked ? { is: 'covered' } : state,
    choices,
    chosen,
    choose: (id) => {
      localStorage.setItem(remembered, id)
      setChosen(id)
      setTries((count) => count + 1)
    },
    again: () => {
      setTries((count) => count + 1)
    },
  }
}

const stop = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop()
}

/** As fine as the camera can; the remembered one may be gone, then any other. */
async function openCamera(id: string): Promise<MediaStream> {
  const fine = { width: { ideal: 4096 }, height: { ideal: 3072 } }
  const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices
  if (devices === undefined) throw new DOMException('no devices', 'NotFoundError')
  return devices.getUserMedia({ audio: false, video: id === '' ? fine : { ...fine, deviceId: { ideal: id } } })
}

async function listCameras(): Promise<CameraChoice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }, index) => ({ id: deviceId, label: label || `摄像头 ${String(index + 1)}` }))
}

/** Why there is no picture, and what to do. */
export function cameraWords(error: unknown): string {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  switch (name) {
    case 'NotFoundError':
      return '没有找到摄像头或高拍仪。请插好 USB 线、装好驱动，再按“再试一次”；也可以先用别的方法扫描，再用“添加文件”放进来。'
    case 'NotAllowedError':
    case 'SecurityError':
      return '系统不允许使用摄像头。请在系统的隐私设置里允许平安台使用摄像头，再按“再试一次”。'
    case 'NotReadableError':
    case 'AbortError':
      return '摄像头正被别的程序使用。请关闭高拍仪自带软件、视频会议等程序，再按“再试一次”。'
    default:
      return '摄像头打不开。请重新插拔后再试。'
  }
}
