/** 6, 9 or 12 digits of a division, filled to 12; null when it is none. */
export function division12Of(typed: string): string | null {
  const digits = typed.trim()
  if (!/^(\d{6}|\d{9}|\d{12})$/.test(digits)) return null
  return digits.padEnd(12, '0')
}
