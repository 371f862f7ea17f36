/** The kind of paper on the form of a resident: which number is asked for, and what a change of the kind leaves standing. */
import { fieldsOf } from '../../../core/domain/field.ts'
import { resident } from '../../../core/domain/resident/fields.ts'
import { clearOrChoose, isCitizenNumbered } from '../../../core/domain/resident/rules.ts'
import type { Values } from '../../ui/form/values.ts'
import { isFilled } from '../../ui/register/form-values.ts'

const typeOf = (values: Values): unknown => values['idType'] ?? '111'

/** One of the two numbers is asked for, as the kind of paper has it; what is already filled in stays in view. */
export function askedFields(values: Values): string[] {
  const citizen = isCitizenNumbered(typeOf(values))
  const asked: Record<string, boolean> = {
    idNumber: citizen || isFilled(values['idNumber']),
    otherIdNo: (!citizen && values['idType'] !== '000') || isFilled(values['otherIdNo']),
  }
  return fieldsOf(resident)
    .map(({ name }) => name)
    .filter((name) => asked[name] ?? true)
}

/** A citizen number under a paper that has none keeps from saving; a record that stood so before may be changed elsewhere. */
export function paperErrors(values: Values, initial: Values): Record<string, string> {
  const touched = typeOf(values) !== typeOf(initial) || values['idNumber'] !== initial['idNumber']
  if (!touched || isCitizenNumbered(typeOf(values)) || !isFilled(values['idNumber'])) return {}
  return { idNumber: `所选证件没有身份证号。${clearOrChoose}` }
}

const ofForeigners: ReadonlySet<unknown> = new Set(['HMT', '414', '511', '516', '554'])

/** Whoever has such a paper seldom is a registered resident. */
export const paperWarnings = (values: Values): Record<string, string> =>
  ofForeigners.has(typeOf(values)) && values['personType'] === 'registered'
    ? { personType: '持这种证件的一般是“境外”，请核对人员类型' }
    : {}

/** Birthday and sex that came from the number stay as they are when the kind of paper no longer has one. */
export function keptOnPaperChange(before: Values, after: Values): Values {
  if (typeOf(before) === typeOf(after) || isCitizenNumbered(typeOf(after))) return after
  return { ...after, birthOn: before['birthOn'], sex: before['sex'] }
}
