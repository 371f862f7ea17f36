import type { RecordView } from '../../../../core/contract/register.ts'
import type { CaseView } from '../case.ts'

/** Who has the file now. */
export const openLoan = ({ loans }: CaseView): RecordView | undefined =>
  loans.find(({ values }) => (values['returnedOn'] ?? null) === null)
