/** A party as the form holds it, and as the ledger keeps it. */
import { mediationParty } from '../../../core/domain/mediation/fields.ts'
import { checkParty } from '../../../core/domain/mediation/rules.ts'
import type { RecordView } from '../../../core/contract/register.ts'
import type { RecordValues } from '../../../core/domain/field.ts'
import type { Picked } from '../../ui/form/record-picker.tsx'
import { recordErrors } from '../../ui/register/record-errors.ts'

export type PartyForm = {
  side: 'applicant' | 'respondent'
  kind: 'person' | 'organization'
  /** a resident, or a person in no ledger by name */
  who: Picked | null
  /** of an organization */
  name: string | null
  sex: string | null
  ethnicity: string | null
  birthOn: string | null
  idNumber: string | null
  occupation: string | null
  phone: string | null
  address: string | null
  guardianName: string | null
  representative: string | null
  consent: string | null
  /** what the resident's record shows of number and telephone; never sent */
  known: { idNumber: string; phone: string } | null
}

export const newParty = (side: PartyForm['side']): PartyForm => ({
  side,
  kind: 'person',
  who: null,
  name: null,
  sex: null,
  ethnicity: null,
  birthOn: null,
  idNumber: null,
  occupation: null,
  phone: null,
  address: null,
  guardianName: null,
  representative: null,
  consent: side === 'applicant' ? 'agreed' : 'unstated',
  known: null,
})

const plain = (record: RecordView, field: string): string | null => {
  const value = record.values[field]
  return typeof value === 'string' && value !== '' && !value.includes('*') ? value : null
}
const shown = (record: RecordView, field: string): string => {
  const value = record.values[field]
  return typeof value === 'string' ? value : ''
}

/** What a resident's record fills in. Masked values stay out: the backend has them, and takes them by the resident's id. */
export function withResident(party: PartyForm, record: RecordView): PartyForm {
  const address = [record.labels['villageId'] ?? '', plain(record, 'groupName') ?? '', plain(record, 'residenceAddress') ?? '']
  return {
    ...party,
    who: { kind: 'record', id: record.id, title: record.title },
    sex: plain(record, 'sex'),
    ethnicity: plain(record, 'ethnicity'),
    birthOn: plain(record, 'birthOn'),
    occupation: plain(record, 'occupation'),
    address: address.join('') || null,
    idNumber: null,
    phone: null,
    known: { idNumber: shown(record, 'idNumber'), phone: shown(record, 'phone') },
  }
}

export function nameOf({ kind, who, name }: PartyForm): string {
  if (kind === 'organization') return name ?? ''
  return who === null ? '' : who.kind === 'record' ? who.title : who.name
}

/** As the ledger keeps it. */
export function partyValues(party: PartyForm): RecordValues {
  const { side, kind, who, consent, phone, address } = party
  const common = { side, kind, name: nameOf(party), consent, phone, address }
  if (kind === 'organization') return { ...common, representative: party.representative }
  const { sex, ethnicity, birthOn, idNumber, occupation, guardianName } = party
  return {
    ...common,
    residentId: who?.kind === 'record' ? who.id : null,
    sex,
    ethnicity,
    birthOn,
    idNumber,
    occupation,
    guardianName,
  }
}

/** Problems of one party by the fields of the form; a minor needs a guardian on the day of registration (M-17). */
export function partyErrors(party: PartyForm, today: string): Record<string, string> {
  const values = partyValues(party)
  const { name, ...problems } = recordErrors(mediationParty.name, values)
  for (const { field, message } of checkParty({ ...values, consentOn: today })) if (field !== undefined) problems[field] = message
  if (name === undefined) return problems
  return party.kind === 'organization' ? { ...problems, name: '请填写单位名称' } : { ...problems, who: '请选择居民，或手工填写姓名' }
}

/** The usual name of a case: 王建国与李秀英邻里纠纷. Empty until both sides and the category are known. */
export function caseTitle(parties: readonly PartyForm[], category: string): string {
  const side = (wanted: PartyForm['side']) => {
    const names = parties.filter((party) => party.side === wanted).map(nameOf).filter((name) => name !== '')
    return names.length > 2 ? `${names[0] ?? ''}等${String(names.length)}人` : names.join('、')
  }
  const [applicant, respondent] = [side('applicant'), side('respondent')]
  return applicant === '' || respondent === '' || category === '' ? '' : `${applicant}与${respondent}${category}纠纷`
}
