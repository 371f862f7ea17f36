import { Button, Checkbox } from 'antd'
import { useEffect, useRef } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { cornerAt, corners, isWhole, moveCorner, turnBox, wholeBox } from './crop-box.ts'
import type { Corner } from './crop-box.ts'
import { drawImage } from './draw-image.ts'
import type { Drawable, Edits } from './draw-image.ts'
import { useBox } from '../viewer/use-box.ts'
import './capture.css'

export interface ImageEditorProps {
  image: Exclude<Drawable, HTMLVideoElement>
  edits: Edits
  onChange: (edits: Edits) => void
}

const cornerLabels: Readonly<Record<Corner, string>> = {
  topLeft: '左上角',
  topRight: '右上角',
  bottomLeft: '左下角',
  bottomRight: '右下角',
}

/** share of the picture that an arrow key moves a corner; with Shift five times as far */
const keyStep = 0.01

/** Crops with four corners, turns by quarters, and makes a photograph of a paper look like a copy. Nothing is lost until it is written. */
export function ImageEditor({ image, edits, onChange }: ImageEditorProps) {
  const room = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const box = useBox(room)
  const { turns, paper } = edits
  const crop = edits.crop ?? wholeBox
  const lying = turns % 2 === 1
  const whole = lying ? { width: image.height, height: image.width } : { width: image.width, height: image.height }
  const scale = box === undefined ? 0 : Math.min(1, box.width / whole.width, box.height / whole.height)

  useEffect(() => {
    if (scale === 0) return
    const edge = Math.max(whole.width, whole.height) * scale * window.devicePixelRatio
    const canvas = drawImage(image, { turns, crop: null, paper }, edge)
    canvas.setAttribute('role', 'img')
    canvas.setAttribute('aria-label', '要裁剪的图片')
    frame.current?.querySelector('.crop-picture')?.replaceChildren(canvas)
  }, [image, turns, paper, scale, whole.width, whole.height])

  const setCrop = (next: typeof crop) => {
    onChange({ ...edits, crop: isWhole(next) ? null : next })
  }
  const drag = (corner: Corner) => (event: PointerEvent<HTMLButtonElement>) => {
    const { currentTarget: handle, pointerId } = event
    const edges = frame.current?.getBoundingClientRect()
    if (edges === undefined || !handle.hasPointerCapture(pointerId)) return
    setCrop(moveCorner(crop, corner, (event.clientX - edges.left) / edges.width, (event.clientY - edges.top) / edges.height))
  }
  const nudge = (corner: Corner) => (event: KeyboardEvent) => {
    const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? []
    if (x === undefined || y === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const step = event.shiftKey ? keyStep * 5 : keyStep
    const at = cornerAt(crop, corner)
    setCrop(moveCorner(crop, corner, at.x + x * step, at.y + y * step))
  }
  const share = (value: number) => `${String(value * 100)}%`
  return (
    <div className="editor">
      <div className="editor-bar">
        <Button
          onClick={() => {
            onChange({ ...edits, turns: (turns + 1) % 4, crop: edits.crop === null ? null : turnBox(edits.crop) })
          }}
        >
          右转 90°
        </Button>
        <Button
          onClick={() => {
            const back = (box: typeof crop) => turnBox(turnBox(turnBox(box)))
            onChange({ ...edits, turns: (turns + 3) % 4, crop: edits.crop === null ? null : back(edits.crop) })
          }}
        >
          左转 90°
        </Button>
        <Checkbox
          checked={paper}
          onChange={({ target }) => {
            onChange({ ...edits, paper: target.checked })
          }}
        >
          文档（黑白、加强对比）
        </Checkbox>
        <button
          type="button"
          className="link"
          disabled={edits.crop === null}
          onClick={() => {
            onChange({ ...edits, crop: null })
          }}
        >
          不裁剪
        </button>
        <span className="muted note push">拖动四角裁剪；选中一角后按方向键移动，按住 Shift 走大步</span>
      </div>
      <div className="editor-room" ref={room}>
        <div className="crop-frame" ref={frame} style={{ width: whole.width * scale, height: whole.height * scale }}>
          <div className="crop-picture" />
          <div
            className="crop-kept"
            style={{ left: share(crop.left), top: share(crop.top), right: share(1 - crop.right), bottom: share(1 - crop.bottom) }}
          />
          {corners.map((corner) => {
            const { x, y } = cornerAt(crop, corner)
            return (
              <button
                type="button"
                key={corner}
                className="crop-corner"
                style={{ left: share(x), top: share(y) }}
                aria-label={`${cornerLabels[corner]}：距左 ${String(Math.round(x * 100))}%，距上 ${String(Math.round(y * 100))}%`}
                onPointerDown={(event) => {
                  event.currentTarget.setPointerCapture(event.pointerId)
                }}
                onPointerMove={drag(corner)}
                onKeyDown={nudge(corner)}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}
