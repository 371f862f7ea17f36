import { useEffect, useEffectEvent, useRef } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { codeTables } from '../../../core/domain/codes.ts'
import { ageOn } from '../../../core/domain/day.ts'
import { headRelation, isHead, suggestRelations } from '../../../core/domain/household/relations.ts'
import type { Kin } from '../../../core/domain/household/relations.ts'
import { FieldCode } from '../../ui/form/field-code.tsx'
import { useForm } from '../../ui/form/form-state.ts'
import { valueAt } from '../../ui/form/values.ts'
import { useToday } from '../../ui/today.ts'

/** resident → relation to the head, as a form holds it */
export type Relations = Record<string, string | null>

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const kinOf = ({ id, values }: RecordView): Kin => ({
  id,
  relation: textOf(values['relationToHead']),
  sex: textOf(values['sex']),
  birthOn: textOf(values['birthOn']),
})

export const headOf = (members: readonly RecordView[]): RecordView | undefined =>
  members.find(({ values }) => isHead(values['relationToHead']))

/** What the members would be to a new head; null where a person has to say it. */
export const suggestedRelations = (members: readonly RecordView[], headId: string): Relations =>
  suggestRelations(members.map(kinOf), headId)

/** Relations of exactly these people, as they are sent. */
export const chosenRelations = (
  relations: Relations,
  people: readonly { id: string }[],
): Record<string, (typeof codeTables.relation)[number][0]> =>
  Object.fromEntries(
    people.flatMap(({ id }) => {
      const known = codeTables.relation.find(([code]) => code === relations[id])
      return known === undefined ? [] : [[id, known[0]]]
    }),
  )

/** Every one of these people needs a relation. */
export const relationErrors = (relations: Relations, people: readonly { id: string }[]): Record<string, string> =>
  Object.fromEntries(people.flatMap(({ id }) => (relations[id] == null ? [[`relations.${id}`, '请选择关系']] : [])))

const relationOptions = codeTables.relation.filter(([code]) => !isHead(code)).map(([code, label]) => ({ code, label }))
const withHead = [{ code: headRelation, label: '户主' }, ...relationOptions]

interface RelationRowsProps {
  people: readonly RecordView[]
  /** 与新户主王小明的关系 */
  heading: string
  /** where nobody is the head yet, one of them may become it */
  mayHead?: boolean
}

/** One line for each person: who, what they are now, what they will be. */
export function RelationRows({ people, heading, mayHead = false }: RelationRowsProps) {
  const today = useToday()
  const { values } = useForm()
  const group = useRef<HTMLDivElement>(null)
  const who = people.map(({ id }) => id).join(' ')
  // the field before it has moved on past lines that were not there yet
  const goToFirstOpen = useEffectEvent(() => {
    const open = people.find(({ id }) => valueAt(values, `relations.${id}`) == null)
    const at = document.activeElement
    const passedBy = at === document.body || at?.closest('[data-save]') != null || group.current?.contains(at) === true
    if (open === undefined || !passedBy) return
    group.current?.querySelector<HTMLElement>(`[data-field="relations.${open.id}"] input`)?.focus()
  })
  useEffect(() => {
    if (who !== '') goToFirstOpen()
  }, [who])
  if (people.length === 0) return null
  return (
    <div className="relation-rows field-full" role="group" aria-label={heading} ref={group}>
      <div className="relation-row relation-head">
        <span>姓名</span>
        <span>现在</span>
        <span>{heading}</span>
      </div>
      {people.map((person) => (
        <div className="relation-row" key={person.id}>
          <span>
            {person.title} <span className="muted note">{personDetail(person, today)}</span>
          </span>
          <span className="muted">{person.labels['relationToHead'] ?? '—'}</span>
          <FieldCode
            name={`relations.${person.id}`}
            label={`${person.title}：${heading}`}
            span="full"
            options={mayHead ? withHead : relationOptions}
          />
        </div>
      ))}
    </div>
  )
}

/** 女 35 岁 */
export function personDetail({ values, labels }: RecordView, today: string): string {
  const birthOn = textOf(values['birthOn'])
  return [labels['sex'], birthOn === null ? undefined : `${String(ageOn(birthOn, today))} 岁`].filter(Boolean).join(' ')
}
