import { codeTables } from '../../../core/domain/codes.ts'
import type { CodeTableName } from '../../../core/domain/codes.ts'
import type { RecordView } from '../../../core/contract/register.ts'
import type { RecordValues } from '../../../core/domain/field.ts'
import { FieldCode } from '../../ui/form/field-code.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldFlag, FieldLongText, FieldNumber, FieldText } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { RecordPicker } from '../../ui/form/record-picker.tsx'
import type { Picked } from '../../ui/form/record-picker.tsx'
import { searchRecords } from '../../ui/register/search-records.ts'
import { textOf } from './case-state.ts'

/** The facts of a case as the form holds them. */
export type CaseFacts = {
  title: string | null
  category: string | null
  source: string | null
  difficulty: string | null
  registeredOn: string | null
  occurredOn: string | null
  village: Picked | null
  place: string | null
  involvedCount: number | null
  summary: string | null
  requests: string | null
  domesticViolence: boolean
}

export const newFacts = (today: string): CaseFacts => ({
  title: null,
  category: null,
  source: '10',
  difficulty: 'normal',
  registeredOn: today,
  occurredOn: null,
  village: null,
  place: null,
  involvedCount: null,
  summary: null,
  requests: null,
  domesticViolence: false,
})

export function factsOf(record: RecordView): CaseFacts {
  const text = (field: string) => textOf(record, field) || null
  const { villageId, involvedCount, domesticViolence } = record.values
  return {
    title: text('title'),
    category: text('category'),
    source: text('source'),
    difficulty: text('difficulty'),
    registeredOn: text('registeredOn'),
    occurredOn: text('occurredOn'),
    village: typeof villageId === 'string' ? { kind: 'record', id: villageId, title: record.labels['villageId'] ?? '' } : null,
    place: text('place'),
    involvedCount: typeof involvedCount === 'number' ? involvedCount : null,
    summary: text('summary'),
    requests: text('requests'),
    domesticViolence: domesticViolence === true,
  }
}

/** As the ledger keeps them. */
export const caseValues = ({ village, ...facts }: CaseFacts): RecordValues => ({
  ...facts,
  villageId: village?.kind === 'record' ? village.id : null,
})

const options = (table: CodeTableName) => codeTables[table].map(([code, label]) => ({ code, label }))

/** @param titleHint the name the case gets when none is typed */
export function CaseFields({ titleHint }: { titleHint?: string | undefined }) {
  return (
    <>
      <FormSection title="纠纷">
        <FieldCode name="category" label="纠纷类别" required options={options('disputeCategory')} />
        <FieldCode name="source" label="案件来源" required options={options('disputeSource')} />
        <FieldCode name="difficulty" label="难度" options={options('difficulty')} />
        <FieldText
          name="title"
          label="纠纷名称"
          required={titleHint === undefined}
          span="wide"
          placeholder={titleHint ?? '如：甲与乙邻里纠纷'}
          help={titleHint === undefined ? undefined : '不填就用灰字的名称'}
        />
        <FieldDay name="registeredOn" label="登记日期" required />
        <RecordPicker
          name="village"
          label="发生地村（社区）"
          placeholder="输入村名"
          search={searchRecords('village')}
        />
        <FieldText name="place" label="发生地点" />
        <FieldDay name="occurredOn" label="发生日期" />
      </FormSection>
      <FormSection title="案情">
        <FieldLongText name="summary" label="纠纷简要情况" required rows={5} />
        <FieldLongText name="requests" label="申请事项" rows={2} span="wide" />
        <FieldNumber name="involvedCount" label="涉及人数" unit="人" />
        <FieldFlag
          name="domesticViolence"
          label="涉家庭暴力"
          span="full"
          help="调解不能替代报警、告诫书和人身安全保护令"
        />
      </FormSection>
    </>
  )
}
