import type { RecordValues } from '../field.ts'
import { idBirthday, idNumberProblem, idSex } from '../id-number.ts'
import { codeName } from '../codes.ts'
import type { Violation } from '../violation.ts'

/** P-01: number, birthday and sex must agree (GB 11643). */
export function checkResident(values: RecordValues): Violation[] {
  const { idNumber, birthOn, sex, idType } = values
  const found: Violation[] = []
  if (typeof idNumber !== 'string') {
    found.push({ rule: 'P-01', level: 'warn', field: 'idNumber', message: '没有身份证号，先编临时编号，补到证号后更新' })
    return found
  }
  if (idType !== '111') return found
  const problem = idNumberProblem(idNumber)
  if (problem) return [{ rule: 'P-01', level: 'block', field: 'idNumber', message: problem.message }]
  const birthday = idBirthday(idNumber)
  if (birthOn !== null && birthOn !== undefined && birthOn !== birthday) {
    found.push({
      rule: 'P-01',
      level: 'block',
      field: 'birthOn',
      message: `出生日期与身份证号不符：证号为 ${birthday ?? ''}，所填为 ${String(birthOn)}`,
    })
  }
  if ((sex === '1' || sex === '2') && sex !== idSex(idNumber)) {
    found.push({
      rule: 'P-01',
      level: 'block',
      field: 'sex',
      message: `性别与身份证号不符：证号第 17 位表示${codeName('sex', idSex(idNumber))}，所填为${codeName('sex', sex)}`,
    })
  }
  return found
}

/** Birthday and sex follow from the number where they were left empty. */
export function deriveResident(values: RecordValues): RecordValues {
  const { idNumber } = values
  if (typeof idNumber !== 'string' || (values.idType ?? '111') !== '111' || idNumberProblem(idNumber)) return values
  return { ...values, birthOn: values.birthOn ?? idBirthday(idNumber), sex: values.sex ?? idSex(idNumber) }
}
