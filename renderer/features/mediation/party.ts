/** A party as the form holds it, and as the ledger keeps it. */
import type { RecordView } from '../../../core/contract/register.ts'
import { ageOn } from '../../../core/domain/day.ts'
import type { RecordValues } from '../../../core/domain/field.ts'
import { idBirthday, idNumberProblem, idSex } from '../../../core/domain/id-number.ts'
import type { Picked } from '../../ui/form/record-picker.tsx'
import { recordErrors, recordValuesOf } from '../../ui/register/form-values.ts'

export type PartySide = 'applicant' | 'respondent' | 'third'
export type PartyKind = 'person' | 'organization' | 'group'

export type PartyForm = {
  side: PartySide
  kind: PartyKind
  /** a resident, or by name a person in no ledger */
  residentId: Picked | null
  /** of an organization or a group */
  name: string | null
  sex: string | null
  ethnicity: string | null
  birthOn: string | null
  idNumber: string | null
  occupation: string | null
  phone: string | null
  address: string | null
  hukouAddress: string | null
  postcode: string | null
  guardianName: string | null
  guardianRelation: string | null
  guardianPhone: string | null
  agentName: string | null
  agentRelation: string | null
  agentIdNumber: string | null
  agentPhone: string | null
  agentScope: string | null
  representative: string | null
  position: string | null
  creditCode: string | null
  groupSize: number | null
  representatives: string[]
  consent: string | null
  /** what the page may see of the resident's number and telephone; never sent */
  known: { residentId: string; idNumber: string; phone: string } | null
}

export const newParty = (side: PartySide): PartyForm => ({
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
  hukouAddress: null,
  postcode: null,
  guardianName: null,
  guardianRelation: null,
  guardianPhone: null,
  agentName: null,
  agentRelation: null,
  agentIdNumber: null,
  agentPhone: null,
  agentScope: null,
  representative: null,
  position: null,
  creditCode: null,
  groupSize: null,
  representatives: [],
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

/** What an identity number says of a person in no ledger, where nothing else was typed. */
export function withIdNumber(party: PartyForm): PartyForm {
  const { idNumber, birthOn, sex } = party
  if (idNumber?.length !== 18 || idNumberProblem(idNumber) !== null) return party
  return { ...party, birthOn: birthOn ?? idBirthday(idNumber), sex: sex ?? idSex(idNumber) }
}

/** Numbers of the resident now chosen, as far as the page may see them. */
export function knownOf({ residentId, known }: PartyForm): PartyForm['known'] {
  return residentId?.kind === 'record' && known?.residentId === residentId.id ? known : null
}

/** A resident was chosen, whose record knows the rest; it may still be on its way. */
export const isResident = ({ residentId }: PartyForm): boolean => residentId?.kind === 'record'

export const isMinor = ({ kind, birthOn }: PartyForm, today: string): boolean =>
  kind === 'person' && birthOn !== null && ageOn(birthOn, today) < 18

export function nameOf({ kind, residentId, name }: PartyForm): string | null {
  if (kind !== 'person') return name
  if (residentId === null) return null
  return residentId.kind === 'record' ? residentId.title : residentId.name
}

const personOnly = [
  'residentId',
  'sex',
  'ethnicity',
  'birthOn',
  'idNumber',
  'occupation',
  'hukouAddress',
  'guardianName',
  'guardianRelation',
  'guardianPhone',
]
const organizationOnly = ['representative', 'position', 'creditCode']
const groupOnly = ['groupSize', 'representatives']
const foreign: Readonly<Record<PartyKind, readonly string[]>> = {
  person: [...organizationOnly, ...groupOnly],
  organization: [...personOnly, ...groupOnly],
  group: [...personOnly, ...organizationOnly],
}

/** As the ledger keeps it: what belongs to another kind of party is left out. */
export function partyValues(party: PartyForm): RecordValues {
  const values = recordValuesOf('mediationParty', { ...party, name: nameOf(party) })
  return Object.fromEntries(Object.entries(values).filter(([field]) => !foreign[party.kind].includes(field)))
}

const nameMissing: Readonly<Record<PartyKind, string>> = {
  person: '请选择居民，或手工填写姓名',
  organization: '请填写单位名称',
  group: '请填写群体名称，如“石榴村三组村民”',
}

/** Problems of one party by the fields of the form; a minor needs a guardian on the day of registration (M-17). */
export function partyErrors(party: PartyForm, today: string): Record<string, string> {
  const { name, ...found } = recordErrors('mediationParty', { ...partyValues(party), consentOn: today })
  const problems = party.kind === 'group' && party.groupSize === null ? { ...found, groupSize: '请填写群体人数' } : found
  if (name === undefined) return problems
  return { ...problems, [party.kind === 'person' ? 'residentId' : 'name']: nameMissing[party.kind] }
}

/** What should be looked at: one side is spoken for by few (Ningbo regulation §20). */
export function partyWarnings(party: PartyForm, maxRepresentatives: number): Record<string, string> {
  return party.kind === 'group' && party.representatives.length > maxRepresentatives
    ? { representatives: `推选代表一般不超过 ${String(maxRepresentatives)} 人，现为 ${String(party.representatives.length)} 人` }
    : {}
}

/** The usual name of a case: 王建国与李秀英邻里纠纷. Empty until both sides and the category are known. */
export function caseTitle(parties: readonly PartyForm[], category: string): string {
  const side = (wanted: PartySide) => {
    const names = parties.filter((party) => party.side === wanted).flatMap((party) => nameOf(party) ?? [])
    return names.length > 2 ? `${names[0] ?? ''}等${String(names.length)}人` : names.join('、')
  }
  const [applicant, respondent] = [side('applicant'), side('respondent')]
  return applicant === '' || respondent === '' || category === '' ? '' : `${applicant}与${respondent}${category}纠纷`
}
