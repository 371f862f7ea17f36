/** The agreement as its form holds it: terms, amounts, instalments; and as the ledger keeps it. Amounts in fen. */
import { addMonths } from '../../../core/domain/day.ts'
import type { RecordValues } from '../../../core/domain/field.ts'
import { differenceText } from '../../../core/domain/mediation/after-rules.ts'
import { recordErrors } from '../../ui/register/form-values.ts'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'

export type Instalment = { amountFen: number | null; dueOn: string | null; content: string | null }

export type AgreementForm = {
  concludedOn: string | null
  facts: string | null
  issues: string | null
  liabilities: string | null
  terms: (string | null)[]
  amountFen: number | null
  performMethod: string | null
  performPlace: string | null
  performDueOn: string | null
  recorder: string | null
  /** of the instalments still to be laid out */
  count: number | null
  firstDueOn: string | null
  instalments: Instalment[]
}

/** What is known already stands in the form: the facts of the case, who kept the record last. */
export function newAgreement({ record, sessions }: CaseView, today: string): AgreementForm {
  const last = sessions.at(-1)
  return {
    concludedOn: today,
    facts: textOf(record, 'summary') || null,
    issues: null,
    liabilities: null,
    terms: [null],
    amountFen: null,
    performMethod: null,
    performPlace: null,
    performDueOn: null,
    recorder: last === undefined ? null : textOf(last, 'recorder') || null,
    count: null,
    firstDueOn: null,
    instalments: [],
  }
}

/** The agreement as it was concluded, to be put right before it is signed. */
export function knownAgreement({ agreement, items }: CaseView, fresh: AgreementForm): AgreementForm {
  if (agreement === null) return fresh
  const { terms, amountFen } = agreement.values
  const word = (field: string) => textOf(agreement, field) || null
  const instalments = word('performMethod') === 'instalments' ? items : []
  return {
    concludedOn: word('concludedOn'),
    facts: word('facts'),
    issues: word('issues'),
    liabilities: word('liabilities'),
    terms: Array.isArray(terms) ? terms : [null],
    amountFen: typeof amountFen === 'number' ? amountFen : null,
    performMethod: word('performMethod'),
    performPlace: word('performPlace'),
    performDueOn: word('performDueOn'),
    recorder: word('recorder'),
    count: instalments.length === 0 ? null : instalments.length,
    firstDueOn: null,
    instalments: instalments.map((item) => ({
      amountFen: typeof item.values['amountFen'] === 'number' ? item.values['amountFen'] : null,
      dueOn: textOf(item, 'dueOn') || null,
      content: textOf(item, 'content') || null,
    })),
  }
}

/** The amount in equal parts; what is left over goes into the last. */
export function evenParts(amountFen: number, count: number): number[] {
  const part = Math.floor(amountFen / count)
  return Array.from({ length: count }, (_, index) => (index < count - 1 ? part : amountFen - part * (count - 1)))
}

/** The instalments laid out anew: equal amounts, a month apart. */
export function laidOut({ amountFen, count, firstDueOn }: AgreementForm): Instalment[] {
  const number = count ?? 0
  const parts = amountFen === null || number < 1 ? [] : evenParts(amountFen, number)
  return Array.from({ length: number }, (_, index) => ({
    amountFen: parts[index] ?? null,
    dueOn: firstDueOn === null ? null : addMonths(firstDueOn, index),
    content: partName(index),
  }))
}

const partName = (index: number) => `支付第 ${String(index + 1)} 期款`

/** Fen that the instalments are short of the amount; negative when they are more. */
export const missingFen = ({ amountFen, instalments }: AgreementForm): number =>
  (amountFen ?? 0) - instalments.reduce((sum, one) => sum + (one.amountFen ?? 0), 0)

/** Every problem of the form, by field. */
export function agreementErrors(values: AgreementForm): Record<string, string | undefined> {
  const { concludedOn, performDueOn } = values
  const { terms: noTerms, ...problems } = recordErrors('mediationAgreement', { ...values, terms: written(values.terms) })
  return {
    ...problems,
    'terms.0': noTerms,
    performDueOn:
      performDueOn !== null && concludedOn !== null && performDueOn < concludedOn ? '履行期限不能早于达成日期' : undefined,
    ...(values.performMethod === 'instalments' ? instalmentErrors(values) : {}),
  }
}

function instalmentErrors(values: AgreementForm): Record<string, string | undefined> {
  const { instalments, amountFen, concludedOn } = values
  const lines = instalments.flatMap(({ amountFen: part, dueOn }, index) => [
    [`instalments.${String(index)}.amountFen`, part === null ? '请填写金额' : undefined] as const,
    [
      `instalments.${String(index)}.dueOn`,
      dueOn === null ? '请填写到期日' : concludedOn !== null && dueOn < concludedOn ? '早于达成日期' : undefined,
    ] as const,
  ])
  const found = Object.fromEntries(lines)
  const missing = missingFen(values)
  const last = `instalments.${String(instalments.length - 1)}.amountFen`
  return {
    ...found,
    amountFen: amountFen === null ? '分期履行要有协议金额' : undefined,
    count: instalments.length < 2 ? '请填写期数（至少两期），再按“平均分”' : undefined,
    ...(instalments.length > 1 && missing !== 0 && found[last] === undefined && { [last]: differenceText(missing) }),
    performDueOn: undefined,
  }
}

/** As the ledger keeps it: the agreement, and its instalments when there are any. */
export function agreementInput(form: AgreementForm): { values: RecordValues; items: RecordValues[] } {
  const { facts, issues, liabilities, terms, amountFen, performMethod, performPlace, concludedOn, recorder } = form
  const parts = performMethod === 'instalments' ? form.instalments : []
  return {
    values: {
      ...{ facts, issues, liabilities, amountFen, performMethod, performPlace, concludedOn, recorder },
      terms: written(terms),
      performDueOn: parts.length === 0 ? form.performDueOn : lastDay(parts),
    },
    items: parts.map(({ content, ...part }, index) => ({ ...part, content: content ?? partName(index) })),
  }
}

const lastDay = (parts: readonly Instalment[]): string | null =>
  parts
    .flatMap(({ dueOn }) => dueOn ?? [])
    .toSorted()
    .at(-1) ?? null

const written = (terms: readonly (string | null)[]): string[] => terms.filter((term) => term !== null)
