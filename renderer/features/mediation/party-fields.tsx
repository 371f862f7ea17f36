import { Button, Segmented } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { idText, phoneText } from '../../lib/format.ts'
import { useForm } from '../../ui/form/form-state.ts'
import type { Span } from '../../ui/form/form-state.ts'
import { isFilled } from '../../ui/register/form-values.ts'
import { RegisterField } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import { isMinor, isResident, knownOf } from './party.ts'
import type { PartyForm, PartyKind, PartySide } from './party.ts'
import { ResidentParty } from './resident-party.tsx'
import './forms.css'

interface PartyFieldsProps {
  /** place in the form: `parties.0` */
  at: string
  title: string
  party: PartyForm
  onChange: (change: (party: PartyForm) => PartyForm) => void
  onRemove: (() => void) | undefined
}

const kinds: { value: PartyKind; label: string }[] = [
  { value: 'person', label: '个人' },
  { value: 'organization', label: '单位' },
  { value: 'group', label: '群体' },
]

/** One party: a resident found while typing, a person in no ledger, a firm, or a group with its representatives. */
export function PartyFields({ at, title, party, onChange, onRemove }: PartyFieldsProps) {
  return (
    <section className="party" aria-label={title}>
      <div className="party-head">
        <h3>{title}</h3>
        <Segmented<PartyKind>
          size="small"
          aria-label={`${title}类型`}
          options={kinds}
          value={party.kind}
          onChange={(kind) => {
            onChange((now) => ({ ...now, kind }))
          }}
        />
        {onRemove !== undefined && (
          <button type="button" className="link push" onClick={onRemove}>
            去掉
          </button>
        )}
      </div>
      <div className="form-grid">
        {party.kind === 'person' && <PersonFields at={at} party={party} onChange={onChange} />}
        {party.kind === 'organization' && <OrganizationFields at={at} />}
        {party.kind === 'group' && <GroupFields at={at} />}
        <MoreOfParty at={at} party={party} />
      </div>
    </section>
  )
}

interface PartFieldProps {
  at: string
  name: string
  span?: Span
  label?: string
  help?: string
  required?: boolean
}

function PartyField({ at, span = 'third', help = '', ...props }: PartFieldProps) {
  return <RegisterField register="mediationParty" under={at} span={span} help={help} {...props} />
}

function PersonFields({ at, party, onChange }: Pick<PartyFieldsProps, 'at' | 'party' | 'onChange'>) {
  const today = useToday()
  const known = knownOf(party)
  return (
    <>
      <ResidentParty at={at} party={party} onChange={onChange} />
      {isResident(party) ? (
        <Known label="身份证号" span="half" value={known === null ? '正在读取…' : idText(known.idNumber)} />
      ) : (
        <PartyField at={at} name="idNumber" span="half" />
      )}
      <PartyField at={at} name="sex" />
      <PartyField at={at} name="birthOn" />
      {isResident(party) ? (
        <Known label="联系方式" value={known === null ? '正在读取…' : phoneText(known.phone)} />
      ) : (
        <PartyField at={at} name="phone" />
      )}
      <PartyField at={at} name="address" label="住址" span="wide" />
      <PartyField at={at} name="consent" />
      {isMinor(party, today) && (
        <>
          <PartyField at={at} name="guardianName" required />
          <PartyField at={at} name="guardianRelation" label="与当事人关系" />
          <PartyField at={at} name="guardianPhone" />
        </>
      )}
    </>
  )
}

function OrganizationFields({ at }: { at: string }) {
  return (
    <>
      <PartyField at={at} name="name" label="单位名称" span="half" required />
      <PartyField at={at} name="creditCode" span="half" />
      <PartyField at={at} name="representative" />
      <PartyField at={at} name="position" />
      <PartyField at={at} name="phone" />
      <PartyField at={at} name="address" label="单位地址" span="wide" />
      <PartyField at={at} name="consent" />
    </>
  )
}

function GroupFields({ at }: { at: string }) {
  return (
    <>
      <PartyField at={at} name="name" label="群体名称" span="wide" required />
      <PartyField at={at} name="groupSize" required help="含代表" />
      <PartyField at={at} name="representatives" span="full" help="输入姓名后按 Enter" />
      <PartyField at={at} name="phone" />
      <PartyField at={at} name="address" label="住址" />
      <PartyField at={at} name="consent" />
    </>
  )
}

const personMore = ['ethnicity', 'occupation', 'hukouAddress', 'postcode'] as const
const agentFields = ['agentName', 'agentRelation', 'agentScope', 'agentIdNumber', 'agentPhone'] as const

/** What few parties need: an agent, the rest of the person. Folded away until it is used. */
function MoreOfParty({ at, party }: { at: string; party: PartyForm }) {
  const more = party.kind === 'person' ? personMore : (['postcode'] as const)
  const agent = agentFields.some((name) => isFilled(party[name]))
  const rest = more.some((name) => isFilled(party[name]) && name !== 'ethnicity' && name !== 'occupation')
  return (
    <>
      <Fold label="委托代理人" used={agent}>
        <PartyField at={at} name="agentName" />
        <PartyField at={at} name="agentRelation" label="与当事人关系" />
        <PartyField at={at} name="agentScope" />
        <PartyField at={at} name="agentIdNumber" span="half" />
        <PartyField at={at} name="agentPhone" span="half" />
      </Fold>
      <Fold label={party.kind === 'person' ? '民族、职业、户籍地' : '邮编'} used={rest}>
        {more.map((name) => (
          <PartyField key={name} at={at} name={name} />
        ))}
      </Fold>
    </>
  )
}

/** Fields behind a press; they stay open once something stands in them. */
export function Fold({ label, used, children }: { label: string; used: boolean; children: ReactNode }) {
  const [asked, setAsked] = useState(used)
  const { readOnly } = useForm()
  if (asked || used) return children
  if (readOnly) return null
  return (
    <button
      type="button"
      className="link fold"
      aria-expanded={false}
      onClick={() => {
        setAsked(true)
      }}
    >
      ＋ {label}
    </button>
  )
}

/** A number of a resident: the page has it only in part, the backend takes it from the record. */
function Known({ label, value, span = 'third' }: { label: string; value: string; span?: Span }) {
  return (
    <div className={`field field-${span}`}>
      <span className="field-label">{label}</span>
      <div className="field-known" title="按居民档案">
        {value === '' ? '档案中没有' : value}
      </div>
    </div>
  )
}

/** One more party on a side, or a third person. */
export function PartyButtons({ onAdd }: { onAdd: (side: PartySide) => void }) {
  const add = (side: PartySide, label: string) => (
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
      {add('applicant', '加申请人')}
      {add('respondent', '加被申请人')}
      {add('third', '加第三人')}
    </div>
  )
}

const sideWords: Readonly<Record<PartySide, string>> = { applicant: '申请人', respondent: '被申请人', third: '第三人' }

/** 申请人, 申请人 2, 被申请人 */
export function partyTitle(parties: readonly PartyForm[], index: number): string {
  const side = parties[index]?.side ?? 'applicant'
  const number = parties.slice(0, index + 1).filter((party) => party.side === side).length
  return `${sideWords[side]}${number > 1 ? ` ${String(number)}` : ''}`
}
