import type { RecordValues } from '../field.ts'
import { idBirthday, idNumberProblem, idSex } from '../id-number.ts'
import { codeName } from '../codes.ts'
import type { Violation } from '../violation.ts'

/** Papers whose number has the 18 places of GB 11643: the identity card, and the residence permit of Hong Kong, Macau and Taiwan residents. */
export const isCitizenNumbered = (idType: unknown): boolean => idType === '111' || idType === 'HMT'

/** Shapes of other papers' numbers; what does not fit is only warned of. */
const otherShapes: Readonly<Record<string, { shape: RegExp; words: string }>> = {
  '414': { shape: /^[A-Z0-9]{5,12}$/, words: '护照号码一般是 5 至 12 位字母或数字' },
  '511': { shape: /^\d{8}(\d{2})?$/, words: '台湾居民来往大陆通行证号码应为 8 位数字' },
  '516': { shape: /^[HM]\d{8}(\d{2})?$/, words: '港澳居民来往内地通行证号码应为 H 或 M 加 8 位数字' },
  '554': { shape: /^[A-Z0-9]{6,18}$/, words: '外国人居留证号码一般是 6 至 18 位字母或数字' },
}

/** 无证件: allowed with an explanation (reference §3.11) */
const noPapers = '000'

/** Provinces of GB/T 2260 by their first two digits; 810000, 820000 and 830000 stand on residence permits. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)

/** Codes of invented people, never assigned to a place. */
const invented = '9999'

/** what to do about a citizen number that the kind of paper does not have */
export const clearOrChoose = '有证的，把证件类型改回“居民身份证”；没有的，清空身份证号'

const warning = (field: string, message: string): Violation => ({ rule: 'P-01', level: 'warn', field, message })

/** Papers other than the two citizen-numbered ones. */
function checkOtherPapers({ idType, idNumber, otherIdNo, remark }: RecordValues): Violation[] {
  const expected = otherShapes[String(idType)]
  if (idType === noPapers) {
    if (idNumber)
      return [
        { rule: 'P-01', level: 'block', field: 'idNumber', message: `证件类型是“无证件”，却填了身份证号。${clearOrChoose}` },
      ]
    if (otherIdNo) return [warning('idType', '已填证件号码，请选择是哪一种证件')]
    return remark ? [] : [warning('remark', '没有证件的，请在备注说明原因')]
  }
  if (typeof idNumber === 'string') return [warning('idNumber', '证件类型不是居民身份证，号码请填在“其他证件号码”')]
  if (typeof otherIdNo !== 'string') return [warning('otherIdNo', '没有证件号码，先编临时编号，补到号码后更新')]
  return expected && !expected.shape.test(otherIdNo) ? [warning('otherIdNo', `${expected.words}，请核对`)] : []
}

/** Where a number was first given out; unknown and historic codes are no mistake, only worth a look. */
function checkNumberDivision(idNumber: string, idType: unknown): Violation[] {
  const place = idNumber.slice(0, 2)
  if (idNumber.startsWith(invented)) return []
  if (!provinces.has(place))
    return [warning('idNumber', `证号前六位 ${idNumber.slice(0, 6)} 不在区划表中，可能是历史代码，请核对后保存`)]
  const permit = ['81', '82', '83'].includes(place)
  if (permit && idType === '111') return [warning('idType', '这个号码是港澳台居民居住证的，请把证件类型改过来')]
  return !permit && idType === 'HMT' ? [warning('idType', '港澳台居民居住证的号码以 810000、820000 或 830000 开头，请核对')] : []
}

/** P-01: number, birthday and sex must agree (GB 11643). */
export function checkResident(values: RecordValues): Violation[] {
  const { idNumber, birthOn, sex } = values
  const idType = values.idType ?? '111'
  if (!isCitizenNumbered(idType)) return checkOtherPapers(values)
  if (typeof idNumber !== 'string') return [warning('idNumber', '没有身份证号，先编临时编号，补到证号后更新')]
  const found = checkNumberDivision(idNumber, idType)
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
  if (typeof idNumber !== 'string' || !isCitizenNumbered(values.idType ?? '111') || idNumberProblem(idNumber)) return values
  return { ...values, birthOn: values.birthOn ?? idBirthday(idNumber), sex: values.sex ?? idSex(idNumber) }
}

/** Days of a service item stand in their order, and a state has its day. */
export function checkServiceItem({ status, neededOn, offeredOn, doneOn }: RecordValues): Violation[] {
  const block = (field: string, message: string): Violation[] => [{ rule: 'P-04', level: 'block', field, message }]
  if (status === 'offered' && !offeredOn) return block('offeredOn', '进度是“已提供”，请填提供日期')
  if (status === 'done' && !doneOn) return block('doneOn', '进度是“已办结”，请填办结日期')
  if (neededOn && offeredOn && offeredOn < neededOn) return block('offeredOn', '提供日期不能早于提出日期')
  if (neededOn && doneOn && doneOn < neededOn) return block('doneOn', '办结日期不能早于提出日期')
  return []
}
