/**
 * Money on paper. Amounts are whole fen, never floating yuan.
 * Capitals follow the rules for bills of the People's Bank (支付结算办法, annex 1): 整 after 元 or 角 and not after 分,
 * one 零 for any run of zeros between digits, 壹 always written before 拾.
 */
const digits = '零壹贰叁肆伍陆柒捌玖'
const places = ['', '拾', '佰', '仟'] as const

export interface PrintedAmount {
  数字: string
  大写: string
}

/** `1250050` fen → `12,500.50`. Throws RangeError unless fen is a safe integer ≥ 0. */
export function formatFen(fen: number): string {
  assertFen(fen)
  const yuan = Math.floor(fen / 100)
  return `${String(yuan).replace(/\B(?=(\d{3})+$)/g, ',')}.${String(fen % 100).padStart(2, '0')}`
}

/** `1250050` fen → `壹万贰仟伍佰元伍角整`. Throws RangeError unless fen is a safe integer ≥ 0. */
export function capitalsOfFen(fen: number): string {
  assertFen(fen)
  const yuan = Math.floor(fen / 100)
  const jiao = Math.floor((fen % 100) / 10)
  const cent = fen % 10
  const whole = yuan === 0 ? '' : `${capitalsOfInteger(yuan)}元`
  if (jiao === 0 && cent === 0) return `${whole || '零元'}整`
  const tenths = jiao === 0 ? (whole === '' ? '' : '零') : `${digit(jiao)}角`
  return cent === 0 ? `${whole}${tenths}整` : `${whole}${tenths}${digit(cent)}分`
}

/** Both writings, in the shape the templates print. */
export function printedAmount(fen: number): PrintedAmount {
  return { 数字: formatFen(fen), 大写: capitalsOfFen(fen) }
}

function capitalsOfInteger(value: number): string {
  for (const [size, unit] of [
    [100_000_000, '亿'],
    [10_000, '万'],
  ] as const) {
    if (value < size) continue
    const rest = value % size
    const gap = rest > 0 && rest < size / 10 ? '零' : ''
    return capitalsOfInteger(Math.floor(value / size)) + unit + gap + (rest > 0 ? capitalsOfInteger(rest) : '')
  }
  const written = [...String(value)].map((char, index, all) =>
    char === '0' ? '零' : digit(Number(char)) + (places[all.length - 1 - index] ?? ''),
  )
  return written.join('').replace(/零+/g, '零').replace(/零$/, '')
}

function digit(value: number): string {
  return digits.charAt(value)
}

function assertFen(fen: number): void {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError('金额应为不小于零的整数（分）')
}
