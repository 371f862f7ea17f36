/** The part of a picture that is kept, as shares of its width and height. */
export interface CropBox {
  left: number
  top: number
  right: number
  bottom: number
}

export const wholeBox: CropBox = { left: 0, top: 0, right: 1, bottom: 1 }

export const corners = ['topLeft', 'topRight', 'bottomLeft', 'bottomRight'] as const
export type Corner = (typeof corners)[number]

/** the least that may be left, as a share of the picture */
const least = 0.05
const within = (value: number, from: number, to: number) => Math.min(Math.max(value, from), to)

/** The box with one corner at another place; corners never pass each other nor leave the picture. */
export function moveCorner(box: CropBox, corner: Corner, x: number, y: number): CropBox {
  const moved = { ...box }
  if (corner.endsWith('Left')) moved.left = within(x, 0, box.right - least)
  else moved.right = within(x, box.left + least, 1)
  if (corner.startsWith('top')) moved.top = within(y, 0, box.bottom - least)
  else moved.bottom = within(y, box.top + least, 1)
  return moved
}

/** The box on the same part of the picture after a quarter turn clockwise. */
export const turnBox = ({ left, top, right, bottom }: CropBox): CropBox => ({
  left: 1 - bottom,
  top: left,
  right: 1 - top,
  bottom: right,
})

export const isWhole = ({ left, top, right, bottom }: CropBox): boolean => left === 0 && top === 0 && right === 1 && bottom === 1

export const cornerAt = ({ left, top, right, bottom }: CropBox, corner: Corner): { x: number; y: number } => ({
  x: corner.endsWith('Left') ? left : right,
  y: corner.startsWith('top') ? top : bottom,
})
