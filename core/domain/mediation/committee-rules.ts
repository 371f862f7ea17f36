/** Rules for committees and mediators, each with its id in reference appendix E. */
import { ageOn } from '../day.ts'
import type { RecordValues } from '../field.ts'
import { idBirthday } from '../id-number.ts'
import type { Violation } from '../violation.ts'

export interface Member {
  sex: unknown
  duty: unknown
  leftOn: unknown
}

const memberDuties: readonly unknown[] = ['director', 'deputy', 'member']

/** M-21 and M-22: three to nine members, one of them the director, a woman among them (People's Mediation Law §8). Hired mediators are no members. */
export function checkCommittee(mediators: readonly Member[]): Violation[] {
  const members = mediators.filter(({ duty, leftOn }) => !leftOn && memberDuties.includes(duty))
  const directors = members.filter(({ duty }) => duty === 'director').length
  const block = (message: string): Violation => ({ rule: 'M-21', level: 'block', message })
  const found: Violation[] = []
  if (members.length < 3 || members.length > 9)
    found.push(block(`调委会应有委员三至九人，现登记 ${String(members.length)} 人（人民调解法第八条）`))
  if (directors !== 1) found.push(block(`调委会应设主任一人，现登记 ${String(directors)} 人（人民调解法第八条）`))
  if (!members.some(({ sex }) => sex === '2'))
    found.push({ rule: 'M-22', level: 'warn', message: '调委会应当有妇女成员（人民调解法第八条）' })
  return found
}

/** M-23: a mediator is of age on this day (§14). */
export function checkMediatorAge({ birthOn, idNumber }: RecordValues, on: string): Violation[] {
  const born = typeof birthOn === 'string' ? birthOn : typeof idNumber === 'string' ? idBirthday(idNumber) : null
  return born !== null && ageOn(born, on) < 18
    ? [{ rule: 'M-23', level: 'block', field: 'birthOn', message: '人民调解员应当年满 18 周岁（人民调解法第十四条）' }]
    : []
}

/** M-23: who has left mediates no more; a term that has run out may have been renewed on paper. */
export const checkOffice = (mediators: readonly Readonly<Record<string, unknown>>[], on: string): Violation[] =>
  mediators.flatMap(({ name, leftOn, appointedTo }): Violation[] => {
    const one = (level: 'block' | 'warn', message: string): Violation[] => [
      { rule: 'M-23', level, field: 'mediatorIds', message: `调解员${String(name)}${message}` },
    ]
    if (typeof leftOn === 'string' && leftOn <= on) return one('block', `已于 ${leftOn} 卸任，请另选调解员`)
    if (typeof appointedTo === 'string' && appointedTo < on)
      return one('warn', `的聘期已于 ${appointedTo} 届满；已续聘的请在调解员档案里更正，或在此说明`)
    return []
  })

/** M-20: no number comes from a committee that is dissolved. */
export const checkDissolved = ({ dissolvedOn }: { dissolvedOn: unknown }, on: string): Violation[] =>
  typeof dissolvedOn === 'string' && dissolvedOn <= on
    ? [{ rule: 'M-20', level: 'block', field: 'committeeId', message: `调委会已于 ${dissolvedOn} 撤销，请另选调委会` }]
    : []

/** M-23 on the day of appointment; the register asks it of the day of writing, too. */
export const checkMediator = (values: RecordValues): Violation[] =>
  typeof values.appointedFrom === 'string' ? checkMediatorAge(values, values.appointedFrom) : []
