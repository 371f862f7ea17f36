import { useState } from 'react'
import type { RecordChange, RecordView } from '../../../core/contract/register.ts'
import { fieldsOf } from '../../../core/domain/field.ts'
import type { DescribedField, FieldValue, RegisterName } from '../../../core/domain/field.ts'
import { codeName } from '../../../core/domain/codes.ts'
import { maskValue } from '../../../core/domain/mask.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { instantText } from '../../lib/format.ts'
import { Notice } from '../notice.tsx'
import { PlainTable } from '../plain-table.tsx'
import type { TimelineEvent } from '../timeline.tsx'
import { useToday } from '../today.ts'
import { valueText } from './record-detail.ts'
import { RestoreDialog } from './restore-dialog.tsx'
import type { RestoreLine } from './restore-dialog.tsx'

const kindWords: Record<RecordChange['kind'], string> = { create: '登记', update: '修改', delete: '删除', restore: '恢复' }

export function useHistory(register: RegisterName, id: string) {
  return useLoaded(['history', register, id], () => api.register.history({ register, id }), [register])
}

/** The last changes in one line each, for the column beside a record. */
export function historyEvents(register: RegisterName, changes: readonly RecordChange[], today: string): TimelineEvent[] {
  return changes.map((change) => {
    const labels = fieldsOf(registers[register])
      .filter(({ name, meta }) => meta.derived !== true && change.fields.some(({ field }) => field === name))
      .map(({ name, meta }) => {
        const label = meta.shortLabel ?? meta.label
        // 变更户主：户主 says nothing, the new one's name does
        const after = change.fields.find(({ field }) => field === name)?.after
        const says = change.label.includes(label) && meta.mask === undefined && meta.kind === 'text' && typeof after === 'string'
        return says ? after : label
      })
    const what =
      change.kind === 'update' && labels.length > 0 ? `：${labels.slice(0, 4).join('、')}${labels.length > 4 ? ' 等' : ''}` : ''
    return {
      id: `${change.changeSetId}-${String(change.version)}`,
      text: `${change.label === '' ? kindWords[change.kind] : change.label}${what}`,
      when: `${instantText(change.at, today)} · ${change.actor}`,
    }
  })
}

/** Every change of a record: what it was, what it became, who and when. Masked fields stay masked. */
export function RecordHistory({ register, id }: { register: RegisterName; id: string }) {
  const today = useToday()
  const [asked, setAsked] = useState<number>()
  const [said, setSaid] = useState<string>()
  const { data, error } = useHistory(register, id)
  const titles = useTitles(register, data?.changes ?? [])
  const [newest] = data?.changes ?? []
  if (error !== null) return <Notice tone="bad">{messageOf(error)}</Notice>
  const rows = (data?.changes ?? []).flatMap((change) => {
    const shown = fieldsOf(registers[register]).flatMap((field) => {
      const pair = change.kind === 'update' ? change.fields.find((one) => one.field === field.name) : undefined
      return pair === undefined || field.name === 'namePinyin' ? [] : [{ field, pair }]
    })
    const lines = shown.map(({ field, pair }) => ({
      change,
      label: field.meta.label,
      before: changeText(register, field, pair.before, titles),
      after: changeText(register, field, pair.after, titles),
      first: false,
    }))
    const all = lines.length > 0 ? lines : [{ change, label: kindWords[change.kind], before: '', after: '', first: false }]
    return all.map((line, index) => ({ ...line, first: index === 0 }))
  })
  const restorable = ({ kind, version }: RecordChange) =>
    newest !== undefined && newest.kind !== 'delete' && kind !== 'delete' && version < newest.version
  return (
    <>
      {said !== undefined && <Notice tone="good">{said}</Notice>}
      <PlainTable
        label="修改记录"
        rows={rows}
        keyOf={({ change, label }) => `${change.changeSetId}-${String(change.version)}-${label}`}
        columns={[
          { label: '时间', kind: 'short', cell: ({ change }) => instantText(change.at, today) },
          { label: '经办', kind: 'short', cell: ({ change }) => change.actor },
          { label: '操作', kind: 'short', cell: ({ change }) => (change.label === '' ? kindWords[change.kind] : change.label) },
          { label: '内容', kind: 'short', cell: ({ label }) => label },
          { label: '改前', cell: ({ before }) => before || '—' },
          { label: '改后', cell: ({ after }) => after || '—' },
          {
            label: '恢复',
            kind: 'short',
            cell: ({ change, first }) =>
              first && restorable(change) ? (
                <button
                  type="button"
                  className="link"
                  onClick={() => {
                    setSaid(undefined)
                    setAsked(change.version)
                  }}
                >
                  恢复到这一版
                </button>
              ) : null,
          },
        ]}
      />
      {asked !== undefined && newest !== undefined && (
        <RestoreDialog
          register={register}
          id={id}
          version={asked}
          current={newest.version}
          when={instantText(data?.changes.find(({ version }) => version === asked)?.at ?? newest.at, today)}
          lines={linesSince(register, data?.changes ?? [], asked, titles)}
          onClose={() => {
            setAsked(undefined)
          }}
          onRestored={(text) => {
            setAsked(undefined)
            setSaid(text)
          }}
        />
      )}
    </>
  )
}

/** What would change if the record went back to a version: newest value, value then. The program's own fields stay. */
function linesSince(
  register: RegisterName,
  changes: readonly RecordChange[],
  version: number,
  titles: ReadonlyMap<string, string>,
): RestoreLine[] {
  const { byVerb } = registers[register]
  const since = changes.filter((change) => change.version > version && change.kind === 'update')
  return fieldsOf(registers[register]).flatMap((field) => {
    const { name, meta } = field
    if (meta.derived === true || byVerb?.includes(name) === true) return []
    const pairs = since.flatMap(({ fields }) => fields.filter((one) => one.field === name))
    const [newest] = pairs
    const oldest = pairs.at(-1)
    if (newest === undefined || oldest === undefined) return []
    const now = changeText(register, field, newest.after, titles)
    const then = changeText(register, field, oldest.before, titles)
    // two masked values may look alike and differ
    return now === then && meta.mask === undefined ? [] : [{ field: name, label: meta.label, now, then }]
  })
}

function changeText(
  register: RegisterName,
  field: DescribedField,
  value: FieldValue,
  titles: ReadonlyMap<string, string>,
): string {
  const { name, meta } = field
  if (value === null) return ''
  if (meta.kind === 'reference') return maskValue(meta, titles.get(String(value)) ?? '（已删除的记录）')
  if (meta.kind === 'references' && Array.isArray(value)) return value.map((id) => titles.get(id) ?? '').join('、')
  if (meta.codes !== undefined) return codeName(meta.codes, String(value))
  const shown = meta.mask !== undefined && typeof value === 'string' ? maskValue(meta, value) : value
  return valueText(register, name, { values: { [name]: shown }, labels: {} })
}

/** The names of the records that changes refer to. */
function useTitles(register: RegisterName, changes: readonly RecordChange[]): ReadonlyMap<string, string> {
  const wanted = new Map<string, RegisterName>()
  for (const { name, meta } of fieldsOf(registers[register])) {
    if (meta.target === undefined) continue
    const values = changes.flatMap(({ fields }) =>
      fields.filter(({ field }) => field === name).flatMap(({ before, after }) => [before, after]),
    )
    for (const id of values.flat()) if (typeof id === 'string') wanted.set(id, meta.target)
  }
  const ids = [...wanted.keys()].sort()
  const { data } = useLoaded(['titles', ids], async () => {
    const views = await Promise.all(
      [...wanted].map(([id, target]) =>
        api.register.get({ register: target, id }).catch((): RecordView | undefined => undefined),
      ),
    )
    return views.flatMap((view) => (view === undefined ? [] : [[view.id, view.title] as const]))
  })
  return new Map(data)
}
