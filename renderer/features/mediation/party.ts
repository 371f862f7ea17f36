/** A party as the form holds it, and as the ledger keeps it. */
import type { RecordView } from '../../../core/contract/register.ts'
import type { RecordValues } from '../../../core/domain/field.ts'
import type { Picked } from '../../ui/form/record-picker.tsx'
import { recordErrors, recordValuesOf } from '../../ui/register/form-values.ts'

export type PartyForm = {
  side: 'applicant' | 'respondent'
  kind: 'person' | 'organization'
  /** a resident, or by name a person in no ledger */
  residentId: Picked | null
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
  /** what the page may see of the resident's number and telephone; never sent */
  known: { residentId: string; idNumber: string; phone: string } | null
}

export const newParty = (side: PartyForm['side']): PartyForm => ({
  side,
  kind: 'person',
  residentId: null,
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

/**
 * What a resident's record fills in. Masked values stay out: the backend has them, and takes them by the resident's id.
 * Nothing happens when another person was chosen meanwhile.
 */
export function withResident(party: PartyForm, record: RecordView): PartyForm {
  if (party.residentId?.kind !== 'record' || party.residentId.id !== record.id) return party
  const text = (field: string) => {
    const value = record.values[field]
    return typeof value === 'string' ? value : ''
  }
  const plain = (field: string) => text(field) || null
  const address = [record.labels['villageId'] ?? '', text('groupName'), text('residenceAddress')].join('')
  return {
    ...party,
    sex: plain('sex'),
    ethnicity: plain('ethnicity'),
    birthOn: plain('birthOn'),
    occupation: plain('occupation'),
    address: address === '' ? null : address,
    idNumber: null,
    phone: null,
    known: { residentId: record.id, idNumber: text('idNumber'), phone: text('phone') },
  }
}

/** Numbers of the resident now chosen, as far as the page may see them. */
export function knownOf({ residentId, known }: PartyForm): PartyForm['known'] {
  return residentId?.kind === 'record' && known?.residentId === residentId.id ? known : null
}

export function nameOf({ kind, residentId, name }: PartyForm): string | null {
  if (kind === 'organization') return name
  if (residentId === null) return null
  return residentId.kind === 'record' ? residentId.title : residentId.name
}

const personOnly = ['residentId', 'sex', 'ethnicity', 'birthOn', 'idNumber', 'occupation', 'guardianName']
const organizationOnly = ['representative']

/** As the ledger keeps it: what belongs to the other kind of party is left out. */
export function partyValues(party: PartyForm): RecordValues {
  const foreign = party.kind === 'person' ? organizationOnly : personOnly
  const values = recordValuesOf('mediationParty', { ...party, name: nameOf(party) })
  return Object.fromEntries(Object.entries(values).filter(([field]) => !foreign.includes(field)))
}

/** Problems of one party by the fields of the form; a minor needs a guardian on the day of registration (M-17). */
export function partyErrors(party: PartyForm, today: string): Record<string, string> {
  const { name, ...problems } = recordErrors('mediationParty', { ...partyValues(party), consentOn: today })
  if (name === undefined) return problems
  return party.kind === 'organization'
    ? { ...problems, name: '请填写单位名称' }
    : { ...problems, residentId: '请选择居民，或手工填写姓名' }
}

/** The usual name of a case: 王建国与李秀英邻里纠纷. Empty until both sides and the category are known. */
export function caseTitle(parties: readonly PartyForm[], category: string): string {
  const side = (wanted: PartyForm['side']) => {
    const names = parties.filter((party) => party.side === wanted).flatMap((party) => nameOf(party) ?? [])
    return names.length > 2 ? `${names[0] ?? ''}等${String(names.length)}人` : names.join('、')
  }
  const [applicant, respondent] = [side('applicant'), side('respondent')]
  return applicant === '' || respondent === '' || category === '' ? '' : `${applicant}与${respondent}${category}纠纷`
}
