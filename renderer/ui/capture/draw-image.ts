/** Pictures as canvases: turned, cropped, made grey, and written as files again. */
import { base64Of } from '../../lib/file-bytes.ts'
import type { CropBox } from './crop-box.ts'
import { fitInto, longEdge, thumbnailBytes, thumbnailEdge } from './image-size.ts'
import type { Size } from './image-size.ts'
import { stretchGrey } from './stretch-grey.ts'

export type Drawable = ImageBitmap | HTMLCanvasElement | HTMLVideoElement

export interface Edits {
  /** quarter turns clockwise */
  turns: number
  /** shares of the turned picture; null: the whole */
  crop: CropBox | null
  /** 文档: grey, light made white and dark made black */
  paper: boolean
}

export const noEdits: Edits = { turns: 0, crop: null, paper: false }

const sizeOf = (image: Drawable): Size =>
  image instanceof HTMLVideoElement ? { width: image.videoWidth, height: image.videoHeight } : image

/** @param edge long edge of the result at most, in pixels */
export function drawImage(image: Drawable, { turns, crop, paper }: Edits, edge = longEdge): HTMLCanvasElement {
  const whole = sizeOf(image)
  const turned = turns % 2 === 0 ? whole : { width: whole.height, height: whole.width }
  const box = crop ?? { left: 0, top: 0, right: 1, bottom: 1 }
  const cut = { width: (box.right - box.left) * turned.width, height: (box.bottom - box.top) * turned.height }
  const size = fitInto({ width: Math.max(1, cut.width), height: Math.max(1, cut.height) }, edge)
  const canvas = document.createElement('canvas')
  Object.assign(canvas, size)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas can be drawn on')
  context.imageSmoothingQuality = 'high'
  context.fillStyle = 'white' // under what a PNG leaves open
  context.fillRect(0, 0, size.width, size.height)
  context.scale(size.width / cut.width, size.height / cut.height)
  context.translate(turned.width / 2 - box.left * turned.width, turned.height / 2 - box.top * turned.height)
  context.rotate((turns * Math.PI) / 2)
  context.drawImage(image, -whole.width / 2, -whole.height / 2, whole.width, whole.height)
  if (paper) {
    const pixels = context.getImageData(0, 0, size.width, size.height)
    stretchGrey(pixels.data)
    context.putImageData(pixels, 0, 0)
  }
  return canvas
}

export const jpegOf = (canvas: HTMLCanvasElement, quality = 0.85) => writeAs(canvas, 'image/jpeg', quality)
export const pngOf = (canvas: HTMLCanvasElement) => writeAs(canvas, 'image/png')

function writeAs(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        if (blob === null) reject(new Error('the picture cannot be written'))
        else resolve(blob)
      },
      type,
      quality,
    )
  })
}

/** Base64 of a small JPEG for lists, never above what the contract takes. */
export async function thumbnailOf(image: Drawable): Promise<string> {
  for (let edge = thumbnailEdge; ; edge /= 2) {
    const small = await jpegOf(drawImage(image, noEdits, edge), 0.72)
    if (small.size <= thumbnailBytes) return base64Of(small)
  }
}
