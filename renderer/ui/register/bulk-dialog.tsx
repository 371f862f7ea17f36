import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import type { BulkResult, Chosen } from '../../../core/contract/register.ts'
import { bulkFields } from '../../../core/domain/bulk-fields.ts'
import { fieldOf } from '../../../core/domain/field.ts'
import type { DescribedField, RecordValues, RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api } from '../../lib/api.ts'
import { countText } from '../../lib/format.ts'
import { useJob } from '../../lib/use-job.ts'
import { Dialog } from '../dialog.tsx'
import { Form, FormSection } from '../form/form.tsx'
import type { Values } from '../form/values.ts'
import { leaveByTab } from '../keyboard.ts'
import { Notice } from '../notice.tsx'
import { PlainTable } from '../plain-table.tsx'
import { ReasonDialog } from '../reason-dialog.tsx'
import { CountBalance, JobProgress } from '../wizard.tsx'
import { blankValues, recordErrors, recordValuesOf } from './form-values.ts'
import { RegisterField } from './register-fields.tsx'
import './change-dialogs.css'

export interface BulkDialogProps {
  register: RegisterName
  chosen: Chosen
  /** records that are chosen */
  picked: number
  open: boolean
  onClose: () => void
  /** what was done, in words; the change set to be taken back, or null when nothing changed */
  onDone: (text: string, changeSetId: string | null) => void
}

/** The same values for many records: which fields, what would change, then all of it as one step that can be taken back. */
export function BulkDialog({ open, onClose, ...props }: BulkDialogProps) {
  const [begun, setBegun] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const leave = () => {
    if (begun) setLeaving(true)
    else onClose()
  }
  return (
    <>
      <Dialog
        open={open}
        title={`批量修改${registers[props.register].label}`}
        className="change-dialog bulk-dialog"
        onClose={leave}
      >
        <BulkSteps {...props} onClose={leave} onBegun={setBegun} />
      </Dialog>
      <ReasonDialog
        open={leaving}
        title="不改了吗"
        needsReason={false}
        confirmLabel="不改了"
        onConfirm={onClose}
        onCancel={() => {
          setLeaving(false)
        }}
      >
        <p>选好的内容还没有改到台账里，关闭后要重新选。</p>
      </ReasonDialog>
    </>
  )
}

type Input = { chosen: Chosen; values: RecordValues }

interface BulkStepsProps extends Omit<BulkDialogProps, 'open'> {
  /** something is chosen that would be lost */
  onBegun: (begun: boolean) => void
}

function BulkSteps({ register, chosen, picked, onClose, onBegun, onDone }: BulkStepsProps) {
  const { counter } = registers[register]
  const [fields, setFields] = useState<readonly string[]>([])
  const [values, setValues] = useState<Values>(() => emptied(register))
  const [blank, setBlank] = useState<readonly string[]>([])
  const preview = useJob<Input, BulkResult>((input) => api.register.bulkPreview(input))
  const change = useJob<Input, BulkResult>(
    (input) => api.register.bulkChange(input),
    ({ changed, unchanged, refused, changeSetId }) => {
      const rest = [
        ...(unchanged > 0 ? [`${countText(unchanged)} ${counter}本来就是`] : []),
        ...(refused > 0 ? [`${countText(refused)} ${counter}不能改`] : []),
      ]
      onDone(`已修改 ${countText(changed)} ${counter}${rest.length > 0 ? `（另有 ${rest.join('，')}）` : ''}。`, changeSetId)
    },
  )
  const input = (): Input => {
    const given = recordValuesOf(register, values)
    return { chosen, values: Object.fromEntries(fields.map((name) => [name, given[name] ?? null])) }
  }
  const back = () => {
    preview.reset()
    change.reset()
  }
  const job = change.running ? change : preview
  if (job.running) {
    return (
      <div className="change-body">
        <JobProgress
          phase={job.view?.phase ?? '准备'}
          done={job.view?.done ?? 0}
          total={job.view?.total ?? undefined}
          unit={counter}
          onCancel={job.cancel}
          cancelling={job.cancelling}
        />
      </div>
    )
  }
  if (preview.result !== undefined && change.result === undefined) {
    return (
      <>
        <BulkOutcome register={register} result={preview.result} failure={change.failure} />
        <div className="change-bar">
          <span className="muted note">整批作为一次操作，改完可以一步撤销。</span>
          <span className="push actions">
            <Button onClick={back}>上一步</Button>
            <Button
              type="primary"
              autoFocus
              disabled={preview.result.changed === 0}
              onClick={() => {
                change.run(input())
              }}
            >
              修改 {countText(preview.result.changed)} {counter}
            </Button>
          </span>
        </div>
      </>
    )
  }
  return (
    <Form
      label="批量修改"
      values={values}
      onChange={setValues}
      errors={bulkErrors(register, values, fields, blank)}
      onSave={() => {
        preview.run(input())
      }}
      saveLabel="预览"
      onCancel={onClose}
    >
      {preview.failure !== undefined && <Notice tone="bad">{preview.failure}</Notice>}
      <FormSection title="改哪几项" note={`选中 ${countText(picked)} ${counter}；只改下面选的内容，其他内容不动`}>
        <div className="change-fields" data-field onKeyDownCapture={leaveByTab}>
          <Select<string[]>
            mode="multiple"
            autoFocus
            aria-label="改哪几项"
            placeholder="选择要修改的内容"
            showSearch={{ optionFilterProp: 'label' }}
            value={[...fields]}
            options={inOrder(register).map(({ name, meta }) => ({ value: name, label: meta.label }))}
            onChange={(names) => {
              setFields(names)
              onBegun(names.length > 0)
            }}
          />
        </div>
        {fields.map((name) => (
          <div key={name} className="change-field">
            {!blank.includes(name) && <RegisterField register={register} name={name} span="full" />}
            {blank.includes(name) && (
              <div className="field field-full">
                <span className="field-label">{fieldOf(registers[register], name).meta.label}</span>
                <span className="change-blank">改为空白</span>
                <div className="field-note" />
              </div>
            )}
            {mayBeBlank(register, name) && (
              <Checkbox
                checked={blank.includes(name)}
                aria-label={`${fieldOf(registers[register], name).meta.label}改为空白`}
                onChange={({ target }) => {
                  setBlank(target.checked ? [...blank, name] : blank.filter((one) => one !== name))
                  setValues({ ...values, [name]: null })
                }}
              >
                改为空白
              </Checkbox>
            )}
          </div>
        ))}
      </FormSection>
    </Form>
  )
}

/** Places first: that is what whole groups of records have in common; who somebody is comes last. */
function inOrder(register: RegisterName): DescribedField[] {
  const { sections } = registers[register]
  const own = sections[0]?.fields ?? []
  const rank = ({ name, meta }: DescribedField) => (meta.kind === 'reference' ? 0 : own.includes(name) ? 2 : 1)
  return [...bulkFields(registers[register])].sort((a, b) => rank(a) - rank(b))
}

const mayBeBlank = (register: RegisterName, name: string): boolean => {
  const { meta, schema } = fieldOf(registers[register], name)
  return meta.kind !== 'flag' && schema.safeParse(null).success
}

/** A chosen field is filled in, or made blank on purpose. */
function bulkErrors(
  register: RegisterName,
  values: Values,
  fields: readonly string[],
  blank: readonly string[],
): Record<string, string> {
  if (fields.length === 0) return { fields: '请选择要修改的内容' }
  const given = recordValuesOf(register, values)
  const missing = fields.filter((name) => (given[name] ?? null) === null && !blank.includes(name))
  const words = (name: string) =>
    `请填写${fieldOf(registers[register], name).meta.label}${mayBeBlank(register, name) ? '，或勾选“改为空白”' : ''}`
  return { ...Object.fromEntries(missing.map((name) => [name, words(name)])), ...recordErrors(register, values, fields) }
}

/** Nothing chosen yet: the defaults of a new record are no choice. */
const emptied = (register: RegisterName): Values =>
  Object.fromEntries(
    Object.entries(blankValues(register)).map(([name, value]) => [name, typeof value === 'boolean' ? value : null]),
  )

function BulkOutcome({ register, result, failure }: { register: RegisterName; result: BulkResult; failure: string | undefined }) {
  const { counter } = registers[register]
  const { changed, unchanged, refused, samples, refusals } = result
  return (
    <div className="change-body" role="region" aria-label="预览" tabIndex={0}>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <CountBalance
        whole={{ label: '选中', count: changed + unchanged + refused }}
        parts={[
          { label: '将修改', count: changed, tone: 'good' },
          { label: '不用改', count: unchanged },
          { label: '不能改', count: refused, tone: 'bad' },
        ]}
      />
      {refusals.length > 0 && (
        <>
          <h2>不能改的{refused > refusals.length ? `（前 ${countText(refusals.length)} ${counter}）` : ''}</h2>
          <PlainTable
            label="不能改的"
            rows={refusals}
            keyOf={({ id }) => id}
            columns={[
              { label: registers[register].label, kind: 'short', cell: ({ title }) => title },
              { label: '原因', cell: ({ message }) => message },
            ]}
          />
        </>
      )}
      {samples.length > 0 && (
        <>
          <h2>将修改的{changed > samples.length ? `（前 ${countText(samples.length)} ${counter}）` : ''}</h2>
          <PlainTable
            label="将修改的"
            rows={samples}
            keyOf={({ id }) => id}
            columns={[
              { label: registers[register].label, kind: 'short', cell: ({ title }) => title },
              {
                label: '改动',
                cell: ({ fields }) => (
                  <span className="change-lines">
                    {fields.map(({ field, label, before, after }) => (
                      <span key={field}>
                        {label}：<span className="change-was">{before || '（空白）'}</span> → {after || '（空白）'}
                      </span>
                    ))}
                  </span>
                ),
              },
            ]}
          />
        </>
      )}
    </div>
  )
}
