import { describe, expect, test } from 'vitest'
import { isWhole, moveCorner, turnBox, wholeBox } from './crop-box.ts'
import { fitInto, kindOf, longEdge, orientationOf } from './image-size.ts'
import { stretchGrey } from './stretch-grey.ts'
import { cameraWords } from './use-camera.ts'

const bytesOf = (...parts: (string | number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part)))

/** A JPEG head whose EXIF says one orientation, in either byte order. */
function photographed(orientation: number, little: boolean): Uint8Array {
  const entry = little ? [0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0] : [1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
  const tiff = little ? [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0] : [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1]
  const exif = bytesOf('Exif', [0, 0], tiff, entry)
  const jfif = [0xff, 0xe0, 0, 4, 0, 0]
  return bytesOf([0xff, 0xd8], jfif, [0xff, 0xe1, 0, exif.length + 2], [...exif], [0xff, 0xda])
}

describe('what a file is', () => {
  test.each([
    [[0xff, 0xd8, 0xff, 0xe0], 'a.png', 'jpeg'],
    [[0x89, 0x50, 0x4e, 0x47], 'a', 'png'],
    ['%PDF-1.7', 'a.jpg', 'pdf'],
    ['\n\n%PDF-1.4', 'a.pdf', 'pdf'],
    ['PK..', 'a.docx', 'docx'],
    ['PK..', 'A.XLSX', 'xlsx'],
    ['PK..', 'a.zip', undefined],
    ['RIFF0000WEBP', 'a.webp', 'picture'],
    ['RIFF0000WAVE', 'a.wav', undefined],
    ['ID3', 'a.mp3', undefined],
    ['', 'a.pdf', undefined],
  ])('%j named %s is %s', (head, name, kind) => {
    expect(kindOf(bytesOf(head), name)).toBe(kind)
  })

  test('the orientation of a photograph is read in both byte orders, and is upright where nothing says it', () => {
    for (const little of [true, false]) for (const one of [1, 3, 6, 8]) expect(orientationOf(photographed(one, little))).toBe(one)
    expect(orientationOf(bytesOf([0xff, 0xd8, 0xff, 0xda]))).toBe(1)
    expect(orientationOf(photographed(6, true).subarray(0, 30))).toBe(1)
    expect(orientationOf(new Uint8Array(0))).toBe(1)
  })

  test('a picture is fitted by its long edge and never made larger', () => {
    expect(fitInto({ width: 4000, height: 3000 }, longEdge)).toEqual({ width: 2600, height: 1950 })
    expect(fitInto({ width: 3000, height: 4000 }, longEdge)).toEqual({ width: 1950, height: 2600 })
    expect(fitInto({ width: 800, height: 600 }, longEdge)).toEqual({ width: 800, height: 600 })
    expect(fitInto({ width: 9000, height: 1 }, longEdge)).toEqual({ width: 2600, height: 1 })
  })
})

describe('cropping', () => {
  test('corners neither pass each other nor leave the picture', () => {
    const box = moveCorner(wholeBox, 'topLeft', 0.2, 0.3)
    expect(box).toEqual({ left: 0.2, top: 0.3, right: 1, bottom: 1 })
    expect(moveCorner(box, 'bottomRight', -1, 9)).toEqual({ left: 0.2, top: 0.3, right: 0.25, bottom: 1 })
    expect(moveCorner(box, 'topRight', 2, -2)).toEqual({ left: 0.2, top: 0, right: 1, bottom: 1 })
    expect(isWhole(moveCorner(box, 'topLeft', -1, -1))).toBe(true)
  })

  test('the box turns with the picture, and is back after four turns', () => {
    const box = { left: 0.125, top: 0.25, right: 0.5, bottom: 0.75 }
    expect(turnBox(box)).toEqual({ left: 0.25, top: 0.125, right: 0.75, bottom: 0.5 })
    expect(turnBox(turnBox(turnBox(turnBox(box))))).toEqual(box)
  })
})

test('the copy of a grey photograph has white paper and black ink', () => {
  const pixels = [...Array.from({ length: 60 }, () => 190), ...Array.from({ length: 40 }, () => 70)]
  const rgba = new Uint8ClampedArray(pixels.flatMap((grey) => [grey, grey, grey, 255]))
  stretchGrey(rgba)
  expect([...rgba.subarray(0, 4)]).toEqual([255, 255, 255, 255])
  expect([...rgba.subarray(-4)]).toEqual([0, 0, 0, 255])
  const blank = new Uint8ClampedArray(400).fill(128)
  stretchGrey(blank)
  expect(new Set(blank.filter((_, at) => at % 4 !== 3)).size).toBe(1)
})

test.each([
  ['NotFoundError', '没有找到摄像头'],
  ['NotAllowedError', '不允许使用摄像头'],
  ['NotReadableError', '正被别的程序使用'],
  ['TypeError', '摄像头打不开'],
])('a camera that fails by %s is said in plain words', (name, words) => {
  expect(cameraWords(Object.assign(new Error('not shown'), { name }))).toContain(words)
})
