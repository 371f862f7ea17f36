/** Dates and ordinals as official Chinese paper writes them. */
const numerals = '〇一二三四五六七八九'

/** `2026-11-21` → `2026年11月21日` (GB/T 9704: Arabic figures, no leading zeros). Throws RangeError for a day that is none. */
export function formatDay(day: string): string {
  const [year, month, date] = partsOfDay(day)
  return `${year}年${month}月${date}日`
}

/** `2026-11-21` → `二〇二六年十一月二十一日`. Throws RangeError for a day that is none. */
export function formatDayInNumerals(day: string): string {
  const [year, month, date] = partsOfDay(day)
  return `${[...String(year)].map((char) => numerals.charAt(Number(char))).join('')}年${chineseOrdinal(month)}月${chineseOrdinal(date)}日`
}

/** 1 → 一, 10 → 十, 21 → 二十一; from 100 on in figures. */
export function chineseOrdinal(value: number): string {
  if (!Number.isInteger(value) || value < 1) throw new RangeError('序号应为正整数')
  if (value >= 100) return String(value)
  const tens = Math.floor(value / 10)
  const ones = value % 10
  return `${tens > 1 ? numerals.charAt(tens) : ''}${tens > 0 ? '十' : ''}${ones > 0 ? numerals.charAt(ones) : ''}`
}

function partsOfDay(day: string): [year: number, month: number, date: number] {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  const time = match ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  if (!match || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day)
    throw new RangeError('日期应为 YYYY-MM-DD')
  return [Number(match[1]), Number(match[2]), Number(match[3])]
}
