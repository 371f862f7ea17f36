/** Amounts in capitals while they are typed, as the agreement will print them (core/documents/amount.ts; a test compares). */
const digits = '零壹贰叁肆伍陆柒捌玖'
const places = ['', '拾', '佰', '仟']

/** `1250050` fen → `壹万贰仟伍佰元伍角整` */
export function capitalsOfFen(fen: number): string {
  const yuan = Math.floor(fen / 100)
  const jiao = Math.floor((fen % 100) / 10)
  const cent = fen % 10
  const whole = yuan === 0 ? '' : `${capitalsOfWhole(yuan)}元`
  if (jiao === 0 && cent === 0) return `${whole === '' ? '零元' : whole}整`
  const tenths = jiao > 0 ? `${digits.charAt(jiao)}角` : whole === '' ? '' : '零'
  return cent === 0 ? `${whole}${tenths}整` : `${whole}${tenths}${digits.charAt(cent)}分`
}

function capitalsOfWhole(value: number): string {
  const [size, unit] = value >= 100_000_000 ? ([100_000_000, '亿'] as const) : ([10_000, '万'] as const)
  if (value >= size) {
    const rest = value % size
    const gap = rest > 0 && rest < size / 10 ? '零' : ''
    return `${capitalsOfWhole(Math.floor(value / size))}${unit}${gap}${rest > 0 ? capitalsOfWhole(rest) : ''}`
  }
  const written = [...String(value)].map((char, index, all) =>
    char === '0' ? '零' : digits.charAt(Number(char)) + (places[all.length - 1 - index] ?? ''),
  )
  return written.join('').replace(/零+/g, '零').replace(/零$/, '')
}
