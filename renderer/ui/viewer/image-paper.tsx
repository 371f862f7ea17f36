import { useEffect, useMemo, useRef, useState } from 'react'
import { useBox } from './use-box.ts'

export interface PaperProps {
  bytes: Uint8Array<ArrayBuffer>
  name: string
  /** 1: fits into the window */
  zoom: number
  /** quarter turns clockwise */
  turns: number
  onFailed: (message: string) => void
}

export function ImagePaper({ bytes, name, mediaType, zoom, turns, onFailed }: PaperProps & { mediaType: string }) {
  const desk = useRef<HTMLDivElement>(null)
  const room = useBox(desk)
  const [size, setSize] = useState<{ width: number; height: number }>()
  const address = useMemo(() => URL.createObjectURL(new Blob([bytes], { type: mediaType })), [bytes, mediaType])
  useEffect(
    () => () => {
      URL.revokeObjectURL(address)
    },
    [address],
  )
  useEffect(() => {
    desk.current?.focus()
  }, [])
  const lying = turns % 2 === 1
  const shown = size === undefined || room === undefined ? undefined : fitted(size, lying, room, zoom)
  return (
    <div className="viewer-desk" tabIndex={0} ref={desk} aria-label="图片">
      <div className="viewer-sheet" style={shown && (lying ? { width: shown.height, height: shown.width } : shown)}>
        <img
          src={address}
          alt={name}
          className={`viewer-image viewer-turn-${String(turns)}`}
          style={shown}
          onLoad={({ currentTarget }) => {
            setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
          }}
          onError={() => {
            onFailed('图片打不开，可能已损坏')
          }}
        />
      </div>
    </div>
  )
}

/** The size of the picture before it is turned; small pictures are not blown up by themselves. */
function fitted(size: { width: number; height: number }, lying: boolean, room: { width: number; height: number }, zoom: number) {
  const [width, height] = lying ? [size.height, size.width] : [size.width, size.height]
  const scale = Math.min(1, room.width / width, room.height / height) * zoom
  return { width: size.width * scale, height: size.height * scale }
}
