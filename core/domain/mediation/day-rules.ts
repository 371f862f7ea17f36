/** Days of a case decide terms, numbers and figures: none lies ahead of today, and none before what it follows. */
import type { Violation } from '../violation.ts'

export interface DayBound {
  on: unknown
  /** what happened on that day: 受理日期 */
  label: string
}

const inWords = (day: string): string => {
  const [year = '', month, dayOfMonth] = day.split('-')
  return `${year}年${String(Number(month))}月${String(Number(dayOfMonth))}日`
}

export const today = (on: string): DayBound => ({ on, label: '今天' })

/**
 * DAY: a day within its bounds; a bound that is not known, or a day that is not given, holds back nothing.
 * @param label of the day, as the page names it
 * @param notBefore the days it follows: the latest counts
 */
export function checkDay(
  field: string,
  label: string,
  on: unknown,
  { notBefore = [], notAfter }: { notBefore?: readonly DayBound[]; notAfter?: DayBound },
): Violation[] {
  if (typeof on !== 'string') return []
  const wrong = (how: string, bound: DayBound): Violation[] => [
    {
      rule: 'DAY',
      level: 'block',
      field,
      message: `${label}${inWords(on)}${how}${bound.label}（${inWords(String(bound.on))}），请核对`,
    },
  ]
  if (notAfter && typeof notAfter.on === 'string' && on > notAfter.on) return wrong('晚于', notAfter)
  const after = notBefore.filter((bound) => typeof bound.on === 'string' && on < bound.on)
  const latest = after.sort((one, other) => String(other.on).localeCompare(String(one.on)))[0]
  return latest ? wrong('早于', latest) : []
}

/** What everything after the acceptance follows; the day of registration while a case is not accepted. */
export const begun = ({ acceptedOn, registeredOn }: Readonly<Record<string, unknown>>): DayBound[] => [
  typeof acceptedOn === 'string' ? { on: acceptedOn, label: '受理日期' } : { on: registeredOn, label: '登记日期' },
]

/** Registered on a day that has come, and not after what followed it; what happened is registered afterwards. */
export const checkCaseDays = (values: Readonly<Record<string, unknown>>, on: string): Violation[] => [
  ...checkDay('registeredOn', '登记日期', values.registeredOn, {
    notAfter: typeof values.acceptedOn === 'string' ? { on: values.acceptedOn, label: '受理日期' } : today(on),
  }),
  ...checkDay('occurredOn', '发生日期', values.occurredOn, { notAfter: { on: values.registeredOn, label: '登记日期' } }),
]

const concluded = (on: unknown): DayBound[] => [{ on, label: '达成日期' }]

/** @param row the case as it is */
export const checkAgreementDays = (
  { concludedOn, performDueOn }: Readonly<Record<string, unknown>>,
  items: readonly Readonly<Record<string, unknown>>[],
  row: Readonly<Record<string, unknown>>,
  on: string,
): Violation[] => [
  ...checkDay('concludedOn', '达成日期', concludedOn, { notBefore: begun(row), notAfter: today(on) }),
  ...checkDay('performDueOn', '履行期限', performDueOn, { notBefore: concluded(concludedOn) }),
  ...items.flatMap(({ dueOn }, index) =>
    checkDay('items', `第 ${String(index + 1)} 项到期日`, dueOn, { notBefore: concluded(concludedOn) }),
  ),
]

export interface SignatureDays {
  parties: readonly { name: string; signedOn: string | null }[]
  mediatorSignedOn: string | null
  sealedOn: string | null
}

/** Nobody signs what is not agreed on yet. */
export function checkSignatureDays({ parties, mediatorSignedOn, sealedOn }: SignatureDays, concludedOn: unknown, on: string) {
  const bounds = { notBefore: concluded(concludedOn), notAfter: today(on) }
  return [
    ...parties.flatMap(({ name, signedOn }) => checkDay('partySignedOn', `${name}签名日期`, signedOn, bounds)),
    ...checkDay('mediatorSignedOn', '调解员签名日期', mediatorSignedOn, bounds),
    ...checkDay('sealedOn', '盖章日期', sealedOn, bounds),
  ]
}
