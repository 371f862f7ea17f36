import { Button } from 'antd'
import { ageOn } from '../../../core/domain/day.ts'
import { codeTables } from '../../../core/domain/codes.ts'
import { api } from '../../lib/api.ts'
import { idText, phoneText } from '../../lib/format.ts'
import { FieldCode } from '../../ui/form/field-code.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldIdNumber, FieldPhone, FieldText } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { RecordPicker } from '../../ui/form/record-picker.tsx'
import { searchRecords } from '../../ui/register/search-records.ts'
import { useToday } from '../../ui/today.ts'
import { withResident } from './party.ts'
import type { PartyForm } from './party.ts'

interface PartyFieldsProps {
  /** place in the form: `parties.0` */
  at: string
  title: string
  party: PartyForm
  onChange: (change: (party: PartyForm) => PartyForm) => void
  onRemove: (() => void) | undefined
}

const consents = codeTables.partyConsent.map(([code, label]) => ({ code, label }))
const sexes = codeTables.sex.map(([code, label]) => ({ code, label }))

/** One party: a resident found while typing, a person in no ledger, or an organization. */
export function PartyFields({ at, title, party, onChange, onRemove }: PartyFieldsProps) {
  const today = useToday()
  const person = party.kind === 'person'
  const minor = party.birthOn !== null && ageOn(party.birthOn, today) < 18
  return (
    <FormSection
      title={title}
      note={
        <span className="actions">
          <button
            type="button"
            className="link"
            onClick={() => {
              onChange((now) => ({ ...now, kind: person ? 'organization' : 'person', who: null, name: null, known: null }))
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
      {person ? (
        <RecordPicker
          name={`${at}.who`}
          label="姓名"
          required
          strangerLabel="手工填写"
          search={searchRecords('resident')}
          onPicked={(picked) => {
            if (picked?.kind !== 'record') onChange((now) => ({ ...now, known: null }))
            else
              void api.register.get({ register: 'resident', id: picked.id }).then((record) => {
                onChange((now) => withResident(now, record))
              })
          }}
        />
      ) : (
        <>
          <FieldText name={`${at}.name`} label="单位名称" required />
          <FieldText name={`${at}.representative`} label="法定代表人" />
        </>
      )}
      {person && <FieldCode name={`${at}.sex`} label="性别" options={sexes} />}
      {person && <FieldDay name={`${at}.birthOn`} label="出生日期" placeholder="如 19680305" />}
      {person && minor && <FieldText name={`${at}.guardianName`} label="法定代理人" required help="未满 18 周岁必填（M-17）" />}
      {party.known === null ? (
        <>
          <FieldPhone name={`${at}.phone`} label="联系方式" />
          {person && <FieldIdNumber name={`${at}.idNumber`} label="身份证号" />}
        </>
      ) : (
        <KnownNumbers known={party.known} />
      )}
      <FieldCode name={`${at}.consent`} label="调解意愿" options={consents} required />
      <FieldText name={`${at}.address`} label={person ? '住址' : '单位地址'} span="wide" />
      {person && <FieldText name={`${at}.occupation`} label="职业或职务" />}
    </FormSection>
  )
}

/** Numbers of a resident are taken from the record; the page has them only in part. */
function KnownNumbers({ known }: { known: { idNumber: string; phone: string } }) {
  return (
    <>
      <Known label="联系方式" value={known.phone === '' ? '档案中没有' : phoneText(known.phone)} />
      <Known label="身份证号" value={known.idNumber === '' ? '档案中没有' : idText(known.idNumber)} />
    </>
  )
}

function Known({ label, value }: { label: string; value: string }) {
  return (
    <div className="field field-third">
      <span className="field-label">{label}</span>
      <div className="field-known">{value}</div>
      <div className="field-note">由居民档案带入</div>
    </div>
  )
}

/** One more party on either side. */
export function PartyButtons({ onAdd }: { onAdd: (side: PartyForm['side']) => void }) {
  return (
    <div className="party-buttons">
      <Button
        size="small"
        onClick={() => {
          onAdd('applicant')
        }}
      >
        加一名申请人
      </Button>
      <Button
        size="small"
        onClick={() => {
          onAdd('respondent')
        }}
      >
        加一名被申请人
      </Button>
    </div>
  )
}
