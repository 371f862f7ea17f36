import { Button } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'
import type { OnBytes } from '../../lib/file-bytes.ts'
import { Dialog } from '../dialog.tsx'
import { isComposing } from '../keyboard.ts'
import { Notice } from '../notice.tsx'
import { FileFault, wordsOf } from '../viewer/words-of.ts'
import { drawImage, jpegOf, noEdits, thumbnailOf } from './draw-image.ts'
import type { Edits } from './draw-image.ts'
import { ImageEditor } from './image-editor.tsx'
import { openImage } from './prepare-file.ts'
import './capture.css'

export interface EditImageDialogProps {
  name: string
  read: (onBytes: OnBytes, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>
  /** a JPEG and a small one in base64. What it throws is said here, and the edits stay. */
  save: (file: Blob, thumbnail: string) => Promise<unknown>
  onSaved: () => void
  onClose: () => void
}

/** 裁剪、转正 of a scan that is already in the file; the older one stays in the history. */
export function EditImageDialog({ name, read, save, onSaved, onClose }: EditImageDialogProps) {
  const [image, setImage] = useState<ImageBitmap>()
  const [edits, setEdits] = useState<Edits>(noEdits)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const begin = useEffectEvent(read)
  useEffect(() => {
    const stop = new AbortController()
    let bitmap: ImageBitmap | undefined
    begin(() => undefined, stop.signal)
      .then((bytes) => openImage(new Blob([bytes])))
      .then(
        (opened) => {
          bitmap = opened
          if (stop.signal.aborted) opened.close()
          else setImage(opened)
        },
        (error: unknown) => {
          if (!stop.signal.aborted) setFailure(wordsOf(error))
        },
      )
    return () => {
      stop.abort()
      bitmap?.close()
    }
  }, [])
  const changed = edits.turns !== 0 || edits.crop !== null || edits.paper
  const keep = () => {
    if (image === undefined || busy || !changed) return
    setBusy(true)
    setFailure(undefined)
    const canvas = drawImage(image, edits)
    Promise.all([jpegOf(canvas), thumbnailOf(canvas)])
      .catch(() => {
        throw new FileFault('图片没有生成，请再试一次')
      })
      .then(([file, thumbnail]) => save(file, thumbnail))
      .then(onSaved, (error: unknown) => {
        setBusy(false)
        setFailure(wordsOf(error))
      })
  }
  return (
    <Dialog open label={`裁剪、转正：${name}`} className="camera" onClose={onClose}>
      <div
        className="camera-frame"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event)) keep()
        }}
      >
        <div className="camera-bar">
          <h2>{name}</h2>
          <span className="muted note">原来的那张留在修改历史里</span>
          <span className="actions push">
            <Button onClick={onClose}>取消</Button>
            <Button
              type="primary"
              disabled={!changed}
              loading={busy}
              onClick={keep}
              title="Ctrl+Enter"
              aria-keyshortcuts="Control+Enter"
            >
              保存
            </Button>
          </span>
        </div>
        {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
        <div className="camera-body">
          {image === undefined ? (
            <p className="camera-view" role="status">
              {failure === undefined && '正在打开…'}
            </p>
          ) : (
            <ImageEditor image={image} edits={edits} onChange={setEdits} />
          )}
        </div>
      </div>
    </Dialog>
  )
}
