import type { RecordView } from '../../../core/contract/register.ts'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { RecordPicker } from '../../ui/form/record-picker.tsx'
import type { Picked } from '../../ui/form/record-picker.tsx'
import { Notice } from '../../ui/notice.tsx'
import { searchRecords } from '../../ui/register/search-records.ts'
import type { HouseholdStepProps } from './household-steps.tsx'
import { chosenRelations, headOf, relationErrors, RelationRows } from './relation-rows.tsx'
import type { Relations } from './relation-rows.tsx'

const idOf = (picked: Picked | null): string | undefined => (picked?.kind === 'record' ? picked.id : undefined)

const relationOf = ({ values }: RecordView): string | null =>
  typeof values['relationToHead'] === 'string' ? values['relationToHead'] : null

interface MergeForm extends Record<string, unknown> {
  other: Picked | null
  /** the members of the other household */
  people: RecordView[]
  relations: Relations
}

const blankMerge: MergeForm = { other: null, people: [], relations: {} }

/** 并户: everybody of another household moves here; that household goes to the recycle bin. */
export function MergeHouseholdDialog({ household, members, onSaved, onClose }: HouseholdStepProps) {
  const { id, version } = household
  const head = headOf(members)
  const search = async (typed: string) => (await searchRecords('household')(typed)).filter((one) => one.id !== id)
  return (
    <FormDialog
      title="并户：把另一户并到这一户"
      form={`household/${id}/merge`}
      narrow
      initial={blankMerge}
      saveLabel="并户"
      errors={({ other, people, relations }) => ({
        ...(idOf(other) === undefined && { other: '请选择要并过来的户' }),
        ...relationErrors(relations, people),
      })}
      save={async ({ other, people, relations }) => {
        const dropId = idOf(other) ?? ''
        const { version: dropVersion } = await api.register.get({ register: 'household', id: dropId })
        const chosen = chosenRelations(relations, people)
        return api.household.merge({ id, expectedVersion: version, dropId, dropVersion, relations: chosen })
      }}
      onSaved={() => {
        onSaved('已并户，并过来的户在回收站里。', id)
      }}
      onClose={onClose}
    >
      {({ other, people }, setForm) => (
        <FormSection title={`这一户：${household.title}`}>
          <RecordPicker
            name="other"
            label="并过来的户"
            required
            span="full"
            placeholder="户主姓名、拼音或户编号"
            search={search}
            onPicked={(picked) => {
              setForm({ ...blankMerge, other: picked })
              const otherId = idOf(picked)
              if (otherId === undefined) return
              void api.household.members({ id: otherId }).then(({ rows }) => {
                const kept = head === undefined ? rows : []
                const relations = Object.fromEntries(kept.map((one) => [one.id, relationOf(one)]))
                setForm({ other: picked, people: rows, relations })
              })
            }}
          />
          <RelationRows
            people={people}
            heading={head === undefined ? '与户主的关系' : `与户主${head.title}的关系`}
            mayHead={head === undefined}
          />
          {other !== null && (
            <div className="field-full">
              <Notice tone="info">
                保存后：这一户 {members.length + people.length} 人；“{other.kind === 'record' ? other.title : ''}
                ”那一户的户记录移到回收站，人都并到这一户。这次并户可以撤销。
              </Notice>
            </div>
          )}
        </FormSection>
      )}
    </FormDialog>
  )
}

interface AddForm extends Record<string, unknown> {
  next: Picked | null
  people: RecordView[]
  relations: Relations
}

const blankAdd: AddForm = { next: null, people: [], relations: {} }

/** 加入成员: residents join; one of another household leaves it. */
export function AddMembersDialog({ household, members, onSaved, onClose }: HouseholdStepProps) {
  const { id, version } = household
  const head = headOf(members)
  const here = new Set(members.map((one) => one.id))
  const search = async (typed: string) => (await searchRecords('resident')(typed)).filter((one) => !here.has(one.id))
  return (
    <FormDialog
      title="加入成员"
      form={`household/${id}/add`}
      narrow
      initial={blankAdd}
      saveLabel="加入本户"
      errors={({ people, relations }) => ({
        ...(people.length === 0 && { next: '请选择要加入的人' }),
        ...relationErrors(relations, people),
      })}
      save={({ people, relations }) =>
        api.household.addMembers({ id, expectedVersion: version, relations: chosenRelations(relations, people) })
      }
      onSaved={() => {
        onSaved('成员已加入本户。', id)
      }}
      onClose={onClose}
    >
      {(form, setForm) => (
        <FormSection title={household.title} note="没有登记的人，先登记居民">
          <RecordPicker
            name="next"
            label="加入的人"
            span="full"
            search={search}
            onPicked={(picked) => {
              const nextId = idOf(picked)
              if (nextId === undefined || form.people.some((one) => one.id === nextId)) return
              void api.register.get({ register: 'resident', id: nextId }).then((person) => {
                setForm({ ...form, next: null, people: [...form.people, person] })
              })
            }}
          />
          <RelationRows
            people={form.people}
            heading={head === undefined ? '与户主的关系' : `与户主${head.title}的关系`}
            mayHead={head === undefined}
          />
          {form.people.map((person) => (
            <Leaving
              key={person.id}
              person={person}
              onDrop={() => {
                setForm({ ...form, people: form.people.filter((one) => one !== person) })
              }}
            />
          ))}
        </FormSection>
      )}
    </FormDialog>
  )
}

/** Where a person comes from, and a way to take them off the list. */
function Leaving({ person, onDrop }: { person: RecordView; onDrop: () => void }) {
  const former = person.labels['householdId']
  return (
    <p className="field-full note muted">
      {former === undefined ? `${person.title}现在没有户。` : `${person.title}现在在“${former}”户，加入后离开那一户。`}{' '}
      <button type="button" className="link" aria-label={`不加${person.title}`} onClick={onDrop}>
        不加了
      </button>
    </p>
  )
}
