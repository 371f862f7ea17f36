import { codeTables } from '../../../core/domain/codes.ts'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldCode } from '../../ui/form/field-code.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldChoice, FieldLongText, FieldMoney } from '../../ui/form/fields.tsx'
import { useForm } from '../../ui/form/form-state.ts'
import { FormSection } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PhraseButtons, usePhrases } from '../../ui/phrases.tsx'
import { recordErrors } from '../../ui/register/form-values.ts'
import { RegisterField, RegisterFields } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseDialogProps } from './case.ts'
import { textOf } from './case-state.ts'

type ItemState = 'pending' | 'partial' | 'done' | 'defaulted'

type PerformanceForm = {
  itemId: string | null
  state: ItemState
  on: string | null
  paidFen: number | null
  note: string | null
}

const itemStates = codeTables.performanceItemState.map(([code, label]) => ({ code, label }))
const isItemState = (word: string | null | undefined): word is ItemState => itemStates.some(({ code }) => code === word)

/** 登记履行: how far one item of the agreement has been performed. */
export function PerformanceDialog({ view, part, as, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const open = view.items.filter((item) => textOf(item, 'state') !== 'done')
  const first = view.items.find((item) => item.id === part) ?? open[0]
  const initial: PerformanceForm = {
    itemId: first?.id ?? null,
    state: isItemState(as) ? as : 'done',
    on: today,
    paidFen: null,
    note: null,
  }
  return (
    <FormDialog
      narrow
      title="登记履行"
      form={`mediation/${id}/recordPerformance/${first?.id ?? ''}/${initial.state}`}
      initial={initial}
      saveLabel="登记履行"
      errors={({ itemId, state, on, paidFen }) => ({
        itemId: itemId === null ? '请选择履行事项' : undefined,
        on: on === null && state !== 'pending' ? '请填写日期' : undefined,
        paidFen: state === 'partial' && paidFen === null && amountOf(view, itemId) !== null ? '请填写已付多少' : undefined,
      })}
      save={({ itemId, state, on, paidFen, note }) =>
        api.mediation.recordPerformance({
          id,
          expectedVersion: version,
          itemId: itemId ?? '',
          state,
          on: state === 'pending' ? null : on,
          paidFen: state === 'done' ? (paidFen ?? amountOf(view, itemId)) : paidFen,
          note,
        })
      }
      onSaved={({ performance }) => {
        onSaved(performance === 'performed' ? '履行情况已登记，协议已全部履行，可以结案。' : undefined)
      }}
      onClose={onClose}
    >
      {({ state, itemId }) => (
        <FormSection title="履行事项">
          <FieldCode
            name="itemId"
            label="事项"
            required
            span="full"
            options={view.items.map((item) => ({
              code: item.id,
              label: `${String(item.values['itemNo'])}．${textOf(item, 'content')}`,
              detail: [item.labels['state'], textOf(item, 'dueOn')].filter(Boolean).join(' '),
            }))}
          />
          <FieldChoice name="state" label="履行情况" span="full" options={itemStates} />
          {state !== 'pending' && (
            <FieldDay name="on" label={state === 'defaulted' ? '认定日期' : '履行日期'} required span="half" />
          )}
          {state !== 'pending' && state !== 'defaulted' && amountOf(view, itemId) !== null && (
            <FieldMoney name="paidFen" label="已付金额" span="half" {...(state === 'done' && { help: '空着就按协议金额' })} />
          )}
          <FieldLongText name="note" label="说明" rows={2} />
        </FormSection>
      )}
    </FormDialog>
  )
}

function amountOf({ items }: CaseDialogProps['view'], itemId: string | null): number | null {
  const amount = items.find(({ id }) => id === itemId)?.values['amountFen']
  return typeof amount === 'number' ? amount : null
}

/** 督促履行 (People's Mediation Law §31). */
export function UrgeDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const { account } = useSession()
  const respondents = view.parties.filter((party) => textOf(party, 'side') === 'respondent').map(({ title }) => title)
  const today = useToday()
  const owed = view.items.filter((item) => textOf(item, 'state') !== 'done' && textOf(item, 'dueOn') <= today)
  const initial: Record<string, unknown> = {
    urgedOn: today,
    mode: 'home',
    toWhom: respondents.join('、') || null,
    content: owed.map((item) => `请履行第 ${String(item.values['itemNo'])} 项：${textOf(item, 'content')}。`).join('\n') || null,
    deadlineOn: null,
    reply: null,
    urgedBy: account.displayName,
  }
  return (
    <FormDialog
      narrow
      title="督促履行"
      form={`mediation/${id}/urgePerformance`}
      initial={initial}
      saveLabel="登记督促"
      errors={(values) => recordErrors('urge', values)}
      save={(values) => api.mediation.urgePerformance({ id, expectedVersion: version, values: textsOf(values) })}
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      <FormSection title="督促">
        <RegisterFields register="urge" span="half" fields={['urgedOn', 'mode', 'toWhom', 'urgedBy']} />
        <FieldLongText name="content" label="督促内容" required rows={3} />
        <RegisterField register="urge" name="deadlineOn" span="half" help="要求在哪天以前履行" />
        <FieldLongText name="reply" label="答复" rows={2} help="当场有答复的填写" />
      </FormSection>
    </FormDialog>
  )
}

const broken = ['overdue', 'reneged', 'litigated', 'enforced']
const extra = 'extra'

/** 登记回访: a planned one, or another. After a breach a closed case is opened again. */
export function FollowUpDialog({ view, part, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const { account } = useSession()
  const today = useToday()
  const planned = view.followUps.filter((one) => textOf(one, 'doneOn') === '')
  const first = planned.find((one) => one.id === part) ?? planned[0]
  const initial: Record<string, unknown> = {
    which: first?.id ?? extra,
    reason: 'other',
    doneOn: today,
    mode: 'home',
    visited: view.parties.map(({ title }) => title).join('、') || null,
    performance: null,
    satisfaction: 'unstated',
    relapsed: false,
    situation: null,
    measures: null,
    visitedBy: account.displayName,
  }
  const closed = textOf(view.record, 'status') !== 'effective'
  return (
    <FormDialog
      title="登记回访"
      form={`mediation/${id}/recordFollowUp`}
      initial={initial}
      saveLabel="登记回访"
      errors={(values) => ({
        ...recordErrors('followUp', values),
        doneOn: values['doneOn'] === null ? '请填写回访日期' : undefined,
        performance: values['performance'] === null ? '请选择履行情况' : undefined,
        situation: values['situation'] === null ? '请填写回访情况' : undefined,
        visitedBy: values['visitedBy'] === null ? '请填写回访人' : undefined,
      })}
      save={({ which, reason, ...values }) =>
        api.mediation.recordFollowUp({
          id,
          expectedVersion: version,
          followUpId: which === extra ? null : String(which),
          values: textsOf(which === extra ? { reason, ...values } : values),
        })
      }
      onSaved={({ reopened }) => {
        onSaved(reopened ? '回访已登记。协议没有履行，案件已重新办理，请督促履行。' : undefined)
      }}
      onClose={onClose}
    >
      {({ which, performance }) => (
        <FormSection title={view.record.title} note={`协议编号 ${textOf(view.record, 'fileNo')}`}>
          {planned.length > 0 && (
            <FieldChoice
              name="which"
              label="哪一次回访"
              span="full"
              options={[
                ...planned.map((one) => ({
                  code: one.id,
                  label: `${one.labels['reason'] ?? ''}（计划 ${textOf(one, 'plannedOn')}）`,
                })),
                { code: extra, label: '另外一次' },
              ]}
            />
          )}
          <RegisterFields register="followUp" fields={['doneOn', 'mode', 'visited']} />
          <RegisterFields register="followUp" fields={['performance', 'satisfaction', 'visitedBy']} />
          {which === extra && <RegisterField register="followUp" name="reason" />}
          {closed && broken.includes(String(performance)) && (
            <div className="field-full">
              <Notice tone="warn">协议没有履行：登记后案件重新办理，回到“协议已生效”。</Notice>
            </div>
          )}
          <div className="phrase-text">
            <FieldLongText name="situation" label="回访情况" required rows={3} help="履行、有无起诉及结果、有无反复或激化" />
            <FollowUpPhrases />
          </div>
          <RegisterField register="followUp" name="relapsed" span="full" />
          <FieldLongText name="measures" label="隐患和采取的措施" rows={2} />
        </FormSection>
      )}
    </FormDialog>
  )
}

/** The office's words for what a visit finds, behind what is written. */
function FollowUpPhrases() {
  const { values, set } = useForm()
  const written = typeof values['situation'] === 'string' ? values['situation'] : ''
  return (
    <PhraseButtons
      label="常用回访情况"
      phrases={usePhrases('followUp') ?? []}
      onChoose={(text) => {
        set('situation', written + text)
      }}
    />
  )
}

/** A form of plain words, days and ticks, as it is sent. */
export const textsOf = (values: Readonly<Record<string, unknown>>): Record<string, string | boolean | null> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' || typeof value === 'boolean' ? value : null]),
  )
