import { Button, Checkbox, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Dialog } from '../dialog.tsx'
import { isComposing } from '../keyboard.ts'
import { Notice } from '../notice.tsx'
import { drawImage, jpegOf, noEdits } from './draw-image.ts'
import type { Edits } from './draw-image.ts'
import { ImageEditor } from './image-editor.tsx'
import { useCamera } from './use-camera.ts'
import './capture.css'

interface Shot {
  key: number
  image: HTMLCanvasElement
  edits: Edits
}

export interface CameraDialogProps {
  /** where the pictures go: 证据材料 */
  place: string
  /** the pictures in the order they were taken, as JPEG, cropped and turned */
  onTaken: (files: File[]) => void
  onClose: () => void
}

/** 高拍: papers photographed one after the other into one place. Space takes a picture, Ctrl+Enter keeps them all. */
export function CameraDialog({ place, onTaken, onClose }: CameraDialogProps) {
  const camera = useCamera()
  const video = useRef<HTMLVideoElement>(null)
  const scene = useRef<HTMLDivElement>(null)
  const [shots, setShots] = useState<readonly Shot[]>([])
  const [edited, setEdited] = useState<number>()
  const [paper, setPaper] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const [asked, setAsked] = useState(false)
  const { state } = camera
  const stream = state.is === 'live' ? state.stream : null
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream
  }, [stream, edited])
  useEffect(() => {
    if (edited === undefined) scene.current?.focus() // so that Space takes a picture
  }, [edited])

  const now = shots.find(({ key }) => key === edited)
  const ready = stream !== null && now === undefined && !busy
  const take = () => {
    if (!ready || video.current === null || video.current.videoWidth === 0) return
    const image = drawImage(video.current, noEdits)
    setAsked(false)
    setShots((before) => [...before, { key: (before.at(-1)?.key ?? 0) + 1, image, edits: { ...noEdits, paper } }])
  }
  const keep = () => {
    if (shots.length === 0 || busy) return
    setBusy(true)
    setFailure(undefined)
    filesOf(shots, place).then(onTaken, () => {
      setBusy(false)
      setFailure('图片没有生成，请再试一次；仍不行时删去几张分批放入。')
    })
  }
  const close = () => {
    if (now !== undefined) setEdited(undefined)
    else if (shots.length > 0 && !asked) setAsked(true)
    else onClose()
  }
  const change = (key: number, edits: Edits) => {
    setShots((before) => before.map((shot) => (shot.key === key ? { ...shot, edits } : shot)))
  }
  return (
    <Dialog open label={`扫描：${place}`} className="camera" onClose={close}>
      <div
        className="camera-frame"
        onKeyDown={(event) => {
          if (isComposing(event)) return
          const own = event.target instanceof Element && event.target.closest('button, input, .ant-select') !== null
          if (event.key === ' ' && !own) {
            event.preventDefault()
            take()
          }
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep()
        }}
      >
        <div className="camera-bar">
          <h2>{now === undefined ? `扫描：${place}` : `第 ${String(shots.indexOf(now) + 1)} 张`}</h2>
          {now === undefined && camera.choices.length > 0 && (
            <Select
              aria-label="摄像头"
              className="camera-choice"
              value={camera.chosen}
              options={camera.choices.map(({ id, label }) => ({ value: id, label }))}
              onChange={camera.choose}
            />
          )}
          {now === undefined && (
            <Checkbox
              checked={paper}
              onChange={({ target }) => {
                setPaper(target.checked)
              }}
            >
              文档（黑白、加强对比）
            </Checkbox>
          )}
          <span className="actions push">
            {now === undefined ? (
              <>
                <Button onClick={close}>取消</Button>
                <Button
                  disabled={shots.length === 0}
                  loading={busy}
                  onClick={keep}
                  aria-keyshortcuts="Control+Enter"
                  title="Ctrl+Enter"
                >
                  放入 {shots.length} 张
                </Button>
                <Button type="primary" disabled={!ready} onClick={take} aria-keyshortcuts="Space" title="空格键">
                  拍一张（空格）
                </Button>
              </>
            ) : (
              <Button type="primary" onClick={close}>
                完成
              </Button>
            )}
          </span>
        </div>
        {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
        {asked && <Notice tone="warn">拍好的 {shots.length} 张还没有放入。再按一次“取消”就不要了。</Notice>}
        <div className="camera-body">
          {now === undefined ? (
            <div className="camera-view" tabIndex={0} ref={scene} role="group" aria-label="实时画面，按空格拍照">
              {state.is === 'opening' && <p role="status">正在打开摄像头…</p>}
              {state.is === 'failed' && (
                <Notice tone="bad" action={<Button onClick={camera.again}>再试一次</Button>}>
                  {state.message}
                </Notice>
              )}
              {stream !== null && <video ref={video} autoPlay muted playsInline aria-label="实时画面" />}
            </div>
          ) : (
            <ImageEditor
              image={now.image}
              edits={now.edits}
              onChange={(edits) => {
                change(now.key, edits)
              }}
            />
          )}
          <ol className="camera-shots" aria-label={`已拍 ${String(shots.length)} 张`}>
            {shots.map((shot, index) => (
              <li key={shot.key} aria-current={shot.key === edited ? 'true' : undefined}>
                <ShotPicture shot={shot} />
                <span className="shot-foot">
                  <span className="dim">{index + 1}</span>
                  <button
                    type="button"
                    className="link"
                    aria-label={`裁剪、转正第 ${String(index + 1)} 张`}
                    onClick={() => {
                      setEdited(shot.key)
                    }}
                  >
                    裁剪
                  </button>
                  <button
                    type="button"
                    className="link"
                    aria-label={`删去第 ${String(index + 1)} 张`}
                    onClick={() => {
                      setShots((before) => before.filter(({ key }) => key !== shot.key))
                      if (edited === shot.key) setEdited(undefined)
                    }}
                  >
                    删去
                  </button>
                </span>
              </li>
            ))}
          </ol>
        </div>
      </div>
    </Dialog>
  )
}

const shotEdge = 220

function ShotPicture({ shot: { image, edits } }: { shot: Shot }) {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const canvas = drawImage(image, edits, shotEdge)
    canvas.setAttribute('aria-hidden', 'true')
    place.current?.replaceChildren(canvas)
  }, [image, edits])
  return <span className="shot-picture" ref={place} />
}

/** One after the other: a full-size canvas each would be too much at once. */
async function filesOf(shots: readonly Shot[], place: string): Promise<File[]> {
  const files: File[] = []
  for (const { image, edits } of shots) {
    const jpeg = await jpegOf(drawImage(image, edits))
    files.push(
      new File([jpeg], `${place}${shots.length > 1 ? ` 第 ${String(files.length + 1)} 页` : ''}.jpg`, { type: 'image/jpeg' }),
    )
  }
  return files
}
