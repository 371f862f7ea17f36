import { codeName } from '../../../core/domain/codes.ts'
import { ageOn } from '../../../core/domain/day.ts'
import type { RecordView } from '../../../core/contract/register.ts'
import { idText, phoneText } from '../../lib/format.ts'
import { RegisterField } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import { isMinor, isResident, knownOf } from './party.ts'
import type { PartyForm } from './party.ts'
import { ResidentParty } from './resident-party.tsx'

interface OralPartyProps {
  at: string
  title: string
  party: PartyForm
  onChange: (change: (party: PartyForm) => PartyForm) => void
  /** the resident's record, for what else follows from it */
  onResident: (record: RecordView) => void
  onRemove: (() => void) | undefined
}

/** One party of an oral agreement in three lines; of a resident nothing more is asked. */
export function OralParty({ at, title, party, onChange, onResident, onRemove }: OralPartyProps) {
  const today = useToday()
  const known = knownOf(party)
  const person = party.kind === 'person'
  const field = (name: string, more: { span?: 'half' | 'full'; label?: string; required?: boolean } = {}) => (
    <RegisterField register="mediationParty" under={at} name={name} span="third" help="" {...more} />
  )
  return (
    <section className="party" aria-label={title}>
      <div className="party-head">
        <h3>{title}</h3>
        <button
          type="button"
          className="link note"
          onClick={() => {
            onChange((now) => ({ ...now, kind: person ? 'organization' : 'person' }))
          }}
        >
          {person ? '改为单位' : '改为个人'}
        </button>
        {onRemove !== undefined && (
          <button type="button" className="link note push" onClick={onRemove}>
            去掉
          </button>
        )}
      </div>
      <div className="form-grid">
        {person ? (
          <ResidentParty at={at} party={party} onChange={onChange} onResident={onResident} />
        ) : (
          field('name', { label: '单位名称', span: 'half', required: true })
        )}
        {person && isResident(party) ? (
          <p className="oral-known">
            {known === null
              ? '正在读取…'
              : [
                  party.sex === null ? '' : codeName('sex', party.sex),
                  party.birthOn === null ? '' : `${String(ageOn(party.birthOn, today))} 岁`,
                  idText(known.idNumber),
                  phoneText(known.phone),
                  party.address ?? '',
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
          </p>
        ) : person ? (
          <>
            {field('idNumber', { span: 'half' })}
            {field('sex')}
            {field('birthOn')}
            {field('phone')}
            {field('address', { span: 'full', label: '住址' })}
          </>
        ) : (
          <>
            {field('creditCode', { span: 'half' })}
            {field('representative')}
            {field('position')}
            {field('phone')}
            {field('address', { span: 'full', label: '单位地址' })}
          </>
        )}
        {isMinor(party, today) && (
          <>
            {field('guardianName', { required: true })}
            {field('guardianRelation', { label: '与当事人关系' })}
            {field('guardianPhone')}
          </>
        )}
      </div>
    </section>
  )
}
