/** Bytes in the unit people read: `912 KB`, `1.4 GB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} 字节`
  const units = ['KB', 'MB', 'GB', 'TB'] as const
  const step = Math.min(units.length, Math.max(1, Math.floor(Math.log2(bytes) / 10)))
  const size = bytes / 1024 ** step
  return `${size < 10 ? size.toFixed(1) : size.toFixed(0)} ${units[step - 1] ?? ''}`
}
