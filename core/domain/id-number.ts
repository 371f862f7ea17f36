/** Citizen identification numbers (GB 11643): 17 digits and a check character; birthday in 7–14, sex in the 17th. */
import { dayOf } from './day.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The 18th character for 17 digits. */
export function idCheckCharacter(first17: string): string {
  let sum = 0
  for (const [index, weight] of weights.entries()) sum += weight * (first17.charCodeAt(index) - 48)
  return '10X98765432'[sum % 11] ?? ''
}

export interface IdNumberProblem {
  kind: 'length' | 'characters' | 'birthday' | 'check'
  message: string
}

let lastAsked: { value: string; problem: IdNumberProblem | null } | null = null

/** What is wrong with a number, in words for the person who typed it; null when nothing is. */
export function idNumberProblem(value: string): IdNumberProblem | null {
  // reading, rules and schema ask about the same number one after the other
  if (lastAsked?.value !== value) lastAsked = { value, problem: findProblem(value) }
  return lastAsked.problem
}

function findProblem(value: string): IdNumberProblem | null {
  if (value.length !== 18) return { kind: 'length', message: `身份号码应为 18 位，现为 ${String(value.length)} 位` }
  if (!/^\d{17}[\dX]$/.test(value)) return { kind: 'characters', message: '身份号码只能是数字，末位可为大写 X' }
  const birthday = idBirthday(value)
  if (birthday === null) {
    return { kind: 'birthday', message: `第 7 至 14 位“${value.slice(6, 14)}”不是存在的出生日期，请核对` }
  }
  const expected = idCheckCharacter(value.slice(0, 17))
  if (expected !== value[17]) return { kind: 'check', message: `校验位应为 ${expected}，请核对第 17、18 位` }
  return null
}

/** Birthday of an 18-character number, or null when there is no such day. */
export const idBirthday = (value: string): string | null =>
  dayOf(Number(value.slice(6, 10)), Number(value.slice(10, 12)), Number(value.slice(12, 14)))

/** Sex code (GB/T 2261.1) of an 18-character number: odd 17th digit is male. */
export const idSex = (value: string): '1' | '2' => (Number(value[16]) % 2 === 1 ? '1' : '2')

/** The 18-character form of a first-generation number (15 digits, born 19xx); null when it is none. */
export function upgradeIdNumber(value: string): string | null {
  if (!/^\d{15}$/.test(value)) return null
  const first17 = `${value.slice(0, 6)}19${value.slice(6)}`
  if (dayOf(Number(first17.slice(6, 10)), Number(first17.slice(10, 12)), Number(first17.slice(12, 14))) === null) return null
  return first17 + idCheckCharacter(first17)
}
