/** share of the pixels that may go to pure black or white */
const lost = 0.02

/** Makes a photograph of a paper look like a copy, in place: grey, with the paper white and the ink black. */
export function stretchGrey(rgba: Uint8ClampedArray): void {
  const counts = new Uint32Array(256)
  for (let at = 0; at < rgba.length; at += 4) {
    const grey = Math.round(0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0))
    rgba[at] = grey
    counts[grey] = (counts[grey] ?? 0) + 1
  }
  const pixels = rgba.length / 4
  const black = quantile(counts, pixels * lost)
  // most of a sheet is paper: what is as light as its middle is paper
  const white = Math.max(black + 1, quantile(counts, pixels * 0.5))
  for (let at = 0; at < rgba.length; at += 4) {
    const value = (((rgba[at] ?? 0) - black) * 255) / (white - black)
    rgba[at] = value
    rgba[at + 1] = value
    rgba[at + 2] = value
  }
}

function quantile(counts: Uint32Array, wanted: number): number {
  let seen = 0
  for (let value = 0; value < counts.length; value += 1) {
    seen += counts[value] ?? 0
    if (seen > wanted) return value
  }
  return counts.length - 1
}
