import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { capitalsOfFen, formatFen, printedAmount } from './amount.ts'

const fens = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })

/** Reads capitals back: an independent path, place by place, so that a dropped or doubled unit shows. */
function readCapitals(text: string): bigint {
  const [whole, fraction] = text.includes('元') ? (text.split('元') as [string, string]) : ['零', text]
  const small = (part: string, unit: string) => BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(part.split(unit)[0]?.at(-1) ?? '零'))
  const section = (part: string): bigint => {
    let total = 0n
    for (const match of part.matchAll(/([壹贰叁肆伍陆柒捌玖])([拾佰仟]?)/g)) {
      const scale = { '': 1n, 拾: 10n, 佰: 100n, 仟: 1000n }[match[2] ?? ''] ?? 1n
      total += BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(match[1] ?? '零')) * scale
    }
    return total
  }
  const below = (part: string): bigint =>
    part.includes('万') ? section(part.split('万')[0] ?? '') * 10_000n + section(part.split('万')[1] ?? '') : section(part)
  const yuan = whole.includes('亿')
    ? below(whole.split('亿')[0] ?? '') * 100_000_000n + below(whole.split('亿')[1] ?? '')
    : below(whole)
  return (
    yuan * 100n +
    (fraction.includes('角') ? small(fraction, '角') * 10n : 0n) +
    (fraction.includes('分') ? small(fraction, '分') : 0n)
  )
}

describe('amounts on paper', () => {
  test.each([
    [0, '0.00', '零元整'],
    [5, '0.05', '伍分'],
    [50, '0.50', '伍角整'],
    [1000, '10.00', '壹拾元整'],
    [1_250_050, '12,500.50', '壹万贰仟伍佰元伍角整'],
    [1_640_902, '16,409.02', '壹万陆仟肆佰零玖元零贰分'],
    [32_504, '325.04', '叁佰贰拾伍元零肆分'],
    [600_714, '6,007.14', '陆仟零柒元壹角肆分'],
    [140_950, '1,409.50', '壹仟肆佰零玖元伍角整'],
    [168_032, '1,680.32', '壹仟陆佰捌拾元叁角贰分'],
    [10_700_053, '107,000.53', '壹拾万柒仟元伍角叁分'],
    [10_000_000_001, '100,000,000.01', '壹亿元零壹分'],
    [100_000_100_000_000, '1,000,001,000,000.00', '壹万亿零壹佰万元整'],
  ])('%i fen', (fen, figures, capitals) => {
    expect(printedAmount(fen)).toEqual({ 数字: figures, 大写: capitals })
  })

  test('figures and capitals name the same sum', () => {
    fc.assert(
      fc.property(fens, (fen) => {
        expect(Number(formatFen(fen).replace(/[,.]/g, ''))).toBe(fen)
        expect(readCapitals(capitalsOfFen(fen))).toBe(BigInt(fen))
      }),
      { numRuns: 2000 },
    )
  })

  test('capitals keep the rules of bills', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (fen) => {
        const text = capitalsOfFen(fen)
        expect(text).not.toMatch(/零零|零[元万亿角分]|[元万亿拾佰仟][拾佰仟]|分整/)
        expect(text).toMatch(/(整|分)$/)
        expect(text).not.toMatch(/(^|[零万亿])拾/)
      }),
      { numRuns: 2000 },
    )
  })

  test.each([-1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])('%d is refused', (fen) => {
    expect(() => capitalsOfFen(fen)).toThrow(RangeError)
    expect(() => formatFen(fen)).toThrow(RangeError)
  })
})
