/** Stored values in the words of the paper. Nothing known is the empty text: the template says what stands there then. */
import { formatDay } from '../../../documents/chinese-date.ts'
import { codeName, type CodeTableName } from '../../../domain/codes.ts'

export const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
/** A fixed line with its area code set apart: 0371-88881234; everything else as it was entered. */
export const telephone = (value: unknown): string => text(value).replace(/^(010|02\d|0[3-9]\d{2})-?(\d{7,8})$/, '$1-$2')
export const date = (value: unknown): string => (typeof value === 'string' && value !== '' ? formatDay(value) : '')
export const named = (table: CodeTableName, value: unknown): string => (typeof value === 'string' ? codeName(table, value) : '')
export const yesNo = (value: unknown): string => (value === true ? '是' : '否')
export const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : [])

/** `2026年11月16日 14时30分至16时50分` */
export function period(day: unknown, from: unknown, to: unknown): string {
  const clock = (value: unknown) => {
    const [hour, minute] = text(value).split(':')
    return hour && minute ? `${String(Number(hour))}时${minute}分` : ''
  }
  const [start, end] = [clock(from), clock(to)]
  return [date(day), [start, end].filter((one) => one !== '').join('至')].filter((one) => one !== '').join(' ')
}

/** Without the full stop at its end, where the template writes one. */
export const clause = (value: unknown): string =>
  text(value)
    .trim()
    .replace(/[。．.；;]+$/, '')

/** The remedies as the parties are told of them: a notice does not say of itself that they have been told. */
export const remedies = (remedyNotice: unknown): string => text(remedyNotice).replace(/^\s*已告知[^：:，。]{0,12}[：:]\s*/, '')
