import type { RecordView } from '../../../core/contract/register.ts'
import { headRelation } from '../../../core/domain/household/relations.ts'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldCode } from '../../ui/form/field-code.tsx'
import { FieldFlag, FieldText } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { recordErrors } from '../../ui/register/form-values.ts'
import { useToday } from '../../ui/today.ts'
import { chosenRelations, headOf, personDetail, relationErrors, RelationRows, suggestedRelations } from './relation-rows.tsx'
import type { Relations } from './relation-rows.tsx'

export interface HouseholdStepProps {
  household: RecordView
  members: readonly RecordView[]
  /** what was done, in words, and the household whose history tells of it */
  onSaved: (text: string, householdId: string) => void
  onClose: () => void
}

const isPresent = ({ values }: RecordView): boolean => values['status'] === 'present'
const named = (people: readonly RecordView[]): string => people.map(({ title }) => title).join('、')

/** 变更户主: another member becomes the head; the others' relations to the new one are proposed. */
export function ChangeHeadDialog({ household, members, onSaved, onClose }: HouseholdStepProps) {
  const { id, version } = household
  const today = useToday()
  const head = headOf(members)
  const able = members.filter((one) => one !== head && isPresent(one))
  type ChangeForm = { headId: string | null; relations: Relations }
  const nextOf = ({ headId }: ChangeForm) => able.find((one) => one.id === headId)
  const othersOf = ({ headId }: ChangeForm) => (headId === null ? [] : members.filter((one) => one.id !== headId))
  const initial: ChangeForm = { headId: null, relations: {} }
  return (
    <FormDialog
      title="变更户主"
      form={`household/${id}/head`}
      narrow
      initial={initial}
      saveLabel="变更户主"
      errors={(form) => ({
        ...(nextOf(form) === undefined && { headId: '请选择新户主' }),
        ...relationErrors(form.relations, othersOf(form)),
      })}
      save={(form) =>
        api.household.changeHead({
          id,
          expectedVersion: version,
          headId: form.headId ?? '',
          relations: chosenRelations(form.relations, othersOf(form)),
        })
      }
      onSaved={() => {
        onSaved('户主已变更，家人与户主的关系随之改了。', id)
      }}
      onClose={onClose}
    >
      {(form, setForm) => (
        <FormSection title={head === undefined ? '现在没有户主' : `现户主：${head.title}`}>
          <FieldCode
            name="headId"
            label="新户主"
            required
            span="full"
            options={able.map((one) => ({ code: one.id, label: one.title, detail: memberDetail(one, today) }))}
            onChosen={(headId) => {
              setForm({ headId, relations: headId === null ? {} : suggestedRelations(members, headId) })
            }}
          />
          <RelationRows people={othersOf(form)} heading={`与新户主${nextOf(form)?.title ?? ''}的关系`} />
          <Proposed people={othersOf(form)} relations={form.relations} />
        </FormSection>
      )}
    </FormDialog>
  )
}

/** 女 43 岁 · 与户主关系：儿媳 */
const memberDetail = (one: RecordView, today: string): string => {
  const relation = one.labels['relationToHead']
  return [personDetail(one, today), relation === undefined ? undefined : `与户主关系：${relation}`].filter(Boolean).join(' · ')
}

/** Says which relations were worked out and which a person must choose. */
function Proposed({ people, relations }: { people: readonly RecordView[]; relations: Relations }) {
  if (people.length === 0) return null
  const open = people.filter(({ id }) => relations[id] == null)
  return (
    <div className="field-full">
      {open.length === 0 ? (
        <Notice tone="info">关系是按原来的关系推算的，请核对后保存；保存后可以撤销。</Notice>
      ) : (
        <Notice tone="warn">{named(open)}与新户主的关系推算不出，请选择。</Notice>
      )}
    </div>
  )
}

/** 分户: some members become a household of their own. */
export function SplitDialog({ household, members, onSaved, onClose }: HouseholdStepProps) {
  const { id, version } = household
  const today = useToday()
  const head = headOf(members)
  const able = members.filter((one) => one !== head)
  type SplitForm = {
    going: Record<string, boolean>
    headId: string | null
    householdNo: string | null
    address: string | null
    relations: Relations
  }
  const goingOf = ({ going }: SplitForm) => able.filter((one) => going[one.id] === true)
  const headIn = (form: SplitForm) => goingOf(form).find((one) => one.id === form.headId)
  const othersOf = (form: SplitForm) => (headIn(form) === undefined ? [] : goingOf(form).filter((one) => one.id !== form.headId))
  const initial: SplitForm = {
    going: {},
    headId: null,
    householdNo: null,
    address: typeof household.values['address'] === 'string' ? household.values['address'] : null,
    relations: {},
  }
  return (
    <FormDialog
      title="分户"
      form={`household/${id}/split`}
      initial={initial}
      saveLabel="分户"
      errors={(form) => ({
        ...recordErrors('household', { householdNo: form.householdNo, address: form.address }, ['householdNo', 'address']),
        ...(goingOf(form).length === 0 && { [`going.${able[0]?.id ?? ''}`]: '请勾选分出去的人' }),
        ...(headIn(form) === undefined && { headId: '请选择新户的户主' }),
        ...relationErrors(form.relations, othersOf(form)),
      })}
      save={async (form) => {
        const written = await api.household.split({
          id,
          expectedVersion: version,
          memberIds: goingOf(form).map((one) => one.id),
          headId: form.headId ?? '',
          householdNo: form.householdNo,
          address: form.address,
          relations: chosenRelations({ ...form.relations, [form.headId ?? '']: headRelation }, goingOf(form)),
        })
        return { text: `${named(goingOf(form))}已分户，这里是新户。`, id: written.id }
      }}
      onSaved={(split) => {
        onSaved(split.text, split.id)
      }}
      onClose={onClose}
    >
      {(form, setForm) => (
        <>
          <FormSection
            title="分出去的人"
            {...(head !== undefined && { note: `户主${head.title}留在原户；户主要分出去的，先变更户主` })}
          >
            <div className="going field-full">
              {able.map((one) => (
                <FieldFlag
                  key={one.id}
                  name={`going.${one.id}`}
                  label={[one.title, memberDetail(one, today)].filter(Boolean).join(' · ')}
                />
              ))}
            </div>
          </FormSection>
          <FormSection title="新户">
            <FieldCode
              name="headId"
              label="户主"
              required
              options={goingOf(form)
                .filter(isPresent)
                .map((one) => ({ code: one.id, label: one.title, detail: memberDetail(one, today) }))}
              onChosen={(headId) => {
                setForm({ ...form, headId, relations: headId === null ? {} : suggestedRelations(members, headId) })
              }}
            />
            <FieldText name="householdNo" label="户编号" />
            <FieldText name="address" label="住址" span="full" />
            <RelationRows people={othersOf(form)} heading={`与${headIn(form)?.title ?? ''}的关系`} />
            {headIn(form) !== undefined && (
              <div className="field-full">
                <Notice tone="info">
                  保存后：原户 {members.length - goingOf(form).length} 人，户主{head?.title ?? '未定'}；新户{' '}
                  {goingOf(form).length} 人，户主{headIn(form)?.title}。住址与原户相同的人，住址随新户。
                </Notice>
              </div>
            )}
          </FormSection>
        </>
      )}
    </FormDialog>
  )
}
