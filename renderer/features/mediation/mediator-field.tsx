import { Checkbox } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { FieldFrame } from '../../ui/form/field-frame.tsx'
import { useField } from '../../ui/form/form-state.ts'
import { Notice } from '../../ui/notice.tsx'
import { useToday } from '../../ui/today.ts'
import { textOf } from './case-state.ts'

/** Committees that still work; undefined while they are read. */
export function useCommittees(): readonly RecordView[] | undefined {
  const today = useToday()
  const { data } = useLoaded(['committees'], () => api.register.list({ register: 'committee', limit: 200 }), ['committee'])
  return data?.rows.filter((one) => textOf(one, 'dissolvedOn') === '' || textOf(one, 'dissolvedOn') > today)
}

/** Mediators still in office; undefined while they are read. */
export function useMediators(): readonly RecordView[] | undefined {
  const today = useToday()
  const { data, error } = useLoaded(['mediators'], () => api.register.list({ register: 'mediator', limit: 200 }), ['mediator'])
  if (error !== null) return []
  return data?.rows.filter((one) => textOf(one, 'leftOn') === '' || textOf(one, 'leftOn') > today)
}

/**
 * The mediators to tick: those of the committee in view, those of others at a press. Holds their ids.
 *
 * @param committeeId null where the office has no committees of its own in the ledger
 */
export function FieldMediators({ committeeId }: { committeeId: string | null }) {
  const props = { name: 'mediatorIds', label: '调解员', required: true, span: 'full' } as const
  const field = useField(props)
  const { account } = useSession()
  const [all, setAll] = useState(false)
  const known = useMediators()
  const chosen = Array.isArray(field.value) ? field.value.filter((one) => typeof one === 'string') : []
  const isMe = ({ title }: RecordView) => title === account.displayName
  const rows = (known ?? []).toSorted((a, b) => Number(isMe(b)) - Number(isMe(a)))
  const ours = (one: RecordView) => committeeId === null || textOf(one, 'committeeId') === committeeId
  const few = rows.every((one) => !ours(one)) || all
  const shown = [...rows.filter(ours), ...rows.filter((one) => !ours(one) && (few || chosen.includes(one.id)))]
  const hidden = rows.length - shown.length
  return (
    <FieldFrame {...props} id={field.id} error={field.error} onBlur={field.touch} help="至少一名；当事人也可以选择调解员">
      <Checkbox.Group
        {...field.control}
        aria-required={undefined} // a group may not carry it; the label says so
        role="group"
        aria-label="调解员"
        value={chosen}
        options={shown.map((one) => ({ value: one.id, label: labelOf(one, ours(one)) }))}
        onChange={(ids) => {
          field.set(ids)
        }}
      />
      {hidden > 0 && (
        <button
          type="button"
          className="link note"
          onClick={() => {
            setAll(true)
          }}
        >
          其他调委会还有 {hidden} 名
        </button>
      )}
      {known !== undefined && rows.length === 0 && (
        <Notice tone="warn" action={<Link to="/mediator">登记调解员</Link>}>
          还没有登记调解员。
        </Notice>
      )}
    </FieldFrame>
  )
}

function labelOf({ title, labels }: RecordView, ours: boolean): string {
  const notes = [labels['duty'], ours ? undefined : labels['committeeId']].filter((one) => one !== undefined && one !== '')
  return notes.length === 0 ? title : `${title}（${notes.join('，')}）`
}
