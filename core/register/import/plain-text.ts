/** Text as a person meant it: full-width digits and letters made plain, invisible characters and stray blanks removed. */
const invisible = /[\p{Cc}\p{Cf}]+/gu
const blanks = /[\s\u3000]+/gu

/** Full-width ASCII (０Ａ（：) to half-width; ideographs and the full stop 。 stay. */
export const halfWidth = (value: string): string =>
  /[\uff01-\uff5e]/.test(value)
    ? value.replaceAll(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    : value

/** Most cells need nothing: plain ideographs, digits and Latin letters. */
const untouched = /^[\u4e00-\u9fff0-9A-Za-z()/.:;,-]*$/
export const isPlain = (value: string): boolean => untouched.test(value)

/** Trimmed, inner blanks collapsed to one, no control or zero-width characters. */
export function tidyText(value: string): string {
  if (untouched.test(value)) return value
  return value
    .replaceAll(/[\r\n\t]+/g, ' ')
    .replaceAll(invisible, '')
    .replaceAll(blanks, ' ')
    .trim()
}

/** No blanks at all: for numbers, codes and dates. */
export function compactText(value: string): string {
  if (untouched.test(value)) return value
  return halfWidth(value).replaceAll(invisible, '').replaceAll(blanks, '')
}

/** A leading apostrophe, as typed to force text, in any of its shapes. */
export const leadingApostrophe = /^[\s\u3000]*['‘’＇`]+/

/** Column letters of a zero-based index: 0 is A, 27 is AB. */
export function columnLetters(index: number): string {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** Zero-based index of column letters: A is 0, AB is 27. */
export function columnIndex(letters: string): number {
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

const numerals = '零一二三四五六七八九'

/** 一 to 九十九 as a number; null when it is none. */
export function chineseNumber(value: string): number | null {
  const parts = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(value)
  if (!parts || value === '') return null
  const [, tens, ten, ones] = parts
  if (ten === undefined) return tens !== undefined && ones === undefined ? numerals.indexOf(tens) : null
  return (tens === undefined ? 1 : numerals.indexOf(tens)) * 10 + (ones === undefined ? 0 : numerals.indexOf(ones))
}
