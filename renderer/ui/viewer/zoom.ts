/** 1: as wide as the window shows it whole */
const steps = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4, 6] as const

/** The next larger or smaller size; the same at the end. */
export function stepZoom(zoom: number, direction: 1 | -1): number {
  if (direction === 1) return steps.find((step) => step > zoom + 0.001) ?? zoom
  return steps.findLast((step) => step < zoom - 0.001) ?? zoom
}
