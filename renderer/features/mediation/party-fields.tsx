import { Button } from 'antd'
import { ageOn } from '../../../core/domain/day.ts'
import { api } from '../../lib/api.ts'
import { idText, phoneText } from '../../lib/format.ts'
import { FormSection } from '../../ui/form/form.tsx'
import { FieldReference } from '../../ui/register/field-reference.tsx'
import { RegisterField } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import { knownOf, withResident } from './party.ts'
import type { PartyForm } from './party.ts'

interface PartyFieldsProps {
  /** place in the form: `parties.0` */
  at: string
  title: string
  party: PartyForm
  onChange: (change: (party: PartyForm) => PartyForm) => void
  onRemove: (() => void) | undefined
}

/** One party: a resident found while typing, a person in no ledger, or an organization. */
export function PartyFields({ at, title, party, onChange, onRemove }: PartyFieldsProps) {
  const person = party.kind === 'person'
  return (
    <FormSection
      title={title}
      note={
        <span className="actions">
          <button
            type="button"
            className="link"
            onClick={() => {
              onChange((now) => ({ ...now, kind: person ? 'organization' : 'person' }))
            }}
          >
            {person ? '改为单位' : '改为自然人'}
          </button>
          {onRemove !== undefined && (
            <button type="button" className="link" onClick={onRemove}>
              去掉
            </button>
          )}
        </span>
      }
    >
      {person ? <PersonFields at={at} party={party} onChange={onChange} /> : <OrganizationFields at={at} />}
    </FormSection>
  )
}

function PersonFields({ at, party, onChange }: Pick<PartyFieldsProps, 'at' | 'party' | 'onChange'>) {
  const today = useToday()
  const known = knownOf(party)
  const minor = party.birthOn !== null && ageOn(party.birthOn, today) < 18
  const field = (name: string) => <RegisterField register="mediationParty" under={at} name={name} span="third" />
  return (
    <>
      <FieldReference
        name={`${at}.residentId`}
        target="resident"
        label="姓名"
        required
        strangerLabel="不在台账，手工填写"
        onPicked={(picked) => {
          if (picked?.kind !== 'record') return
          void api.register.get({ register: 'resident', id: picked.id }).then((record) => {
            onChange((now) => withResident(now, record))
          })
        }}
      />
      {field('sex')}
      {field('birthOn')}
      {known === null ? field('phone') : <Known label="联系方式" value={phoneText(known.phone)} />}
      {known === null ? field('idNumber') : <Known label="身份证号" value={idText(known.idNumber)} />}
      {field('consent')}
      <RegisterField register="mediationParty" under={at} name="address" label="住址" span="wide" />
      {field('occupation')}
      {minor && <RegisterField register="mediationParty" under={at} name="guardianName" required />}
    </>
  )
}

function OrganizationFields({ at }: { at: string }) {
  const field = (name: string, label?: string) => (
    <RegisterField register="mediationParty" under={at} name={name} span="third" {...(label !== undefined && { label })} />
  )
  return (
    <>
      <RegisterField register="mediationParty" under={at} name="name" label="单位名称" span="wide" required />
      {field('representative')}
      {field('phone')}
      {field('consent')}
      {field('address', '单位地址')}
    </>
  )
}

/** A number of a resident: the page has it only in part, the backend takes it from the record. */
function Known({ label, value }: { label: string; value: string }) {
  return (
    <div className="field field-third">
      <span className="field-label">{label}</span>
      <div className="field-known">{value === '' ? '档案中没有' : value}</div>
      <div className="field-note">按居民档案</div>
    </div>
  )
}

/** One more party on either side. */
export function PartyButtons({ onAdd }: { onAdd: (side: PartyForm['side']) => void }) {
  const add = (side: PartyForm['side'], label: string) => (
    <Button
      size="small"
      onClick={() => {
        onAdd(side)
      }}
    >
      {label}
    </Button>
  )
  return (
    <div className="party-buttons">
      {add('applicant', '加一名申请人')}
      {add('respondent', '加一名被申请人')}
    </div>
  )
}
