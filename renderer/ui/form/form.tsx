import { Button } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { isComposing, useCtrlKey, useEscape } from '../keyboard.ts'
import { FormContext } from './form-state.ts'
import type { FormState } from './form-state.ts'
import { valueAt, withValue } from './values.ts'
import type { Values } from './values.ts'
import './form.css'

export type DraftState = { state: 'saving' } | { state: 'saved'; at: string } | { state: 'failed' }

export interface FormProps<T extends Values> {
  label: string
  values: T
  onChange: (values: T) => void
  /** every rule the values break now, by field name, in plain words; the form decides when to show them */
  errors: Readonly<Record<string, string | undefined>>
  /** what may stand but should be looked at, by field name; never keeps from saving */
  warnings?: Readonly<Record<string, string | undefined>> | undefined
  /** called only when nothing is wrong */
  onSave: () => void
  saveLabel?: string
  saving?: boolean
  readOnly?: boolean
  draft?: DraftState | undefined
  onCancel?: (() => void) | undefined
  /** false inside a wizard, whose own button submits the form by this id; Enter in the last field does as well */
  bar?: boolean
  id?: string
  /** beside the save button: 保存并打印 */
  moreActions?: ReactNode
  /** FormSections */
  children: ReactNode
}

const none: ReadonlyMap<string, string> = new Map()
const noWarnings: Readonly<Record<string, string | undefined>> = {}

/** A form by keyboard: Enter moves on, Ctrl+Enter saves and Esc leaves, also from outside where this is the only form; none while an input method is composing. */
export function Form<T extends Values>(props: FormProps<T>) {
  const { values, onChange, errors, warnings = noWarnings, readOnly = false } = props
  const element = useRef<HTMLFormElement>(null)
  const latest = useRef(values)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [problems, setProblems] = useState(none)
  const [attempts, setAttempts] = useState(0)

  useEffect(() => {
    latest.current = values
  }, [values])
  useEffect(() => {
    if (attempts > 0) element.current?.querySelector<HTMLElement>('[data-field] [aria-invalid=true]')?.focus()
  }, [attempts])

  const state = useMemo<FormState>(
    () => ({
      values,
      readOnly,
      set: (name, value) => {
        latest.current = withValue(latest.current, name, value)
        onChange(latest.current)
      },
      shownError: (name) => (attempts > 0 || touched.has(name) ? (problems.get(name) ?? errors[name]) : undefined),
      shownWarning: (name) => (attempts > 0 || touched.has(name) || isFilled(valueAt(values, name)) ? warnings[name] : undefined),
      setProblem: (name, problem) => {
        setProblems((now) => withProblem(now, name, problem))
      },
      touch: (name) => {
        setTouched((now) => (now.has(name) ? now : new Set(now).add(name)))
      },
      moveOn: () => {
        moveOn(element.current)
      },
    }),
    [values, readOnly, onChange, errors, warnings, attempts, touched, problems],
  )
  const wrong = new Set([...problems.keys(), ...Object.keys(errors).filter((name) => errors[name] !== undefined)]).size

  const save = () => {
    if (props.saving === true || readOnly) return
    if (wrong === 0) props.onSave()
    else setAttempts((count) => count + 1)
  }
  useCtrlKey('enter', () => {
    if (standsAlone(element.current)) save()
  })
  useEscape(() => {
    if (standsAlone(element.current)) props.onCancel?.()
  }, props.onCancel !== undefined)
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isComposing(event) || !(event.target instanceof HTMLElement)) return
    const saves = event.ctrlKey || event.metaKey
    if (!saves && keepsEnter(event.target)) return
    event.preventDefault()
    event.stopPropagation()
    if (saves) save()
    else moveOn(element.current)
  }
  return (
    <FormContext value={state}>
      <form
        ref={element}
        {...(props.id !== undefined && { id: props.id })}
        className="form"
        aria-label={props.label}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
        onKeyDownCapture={onKeyDownCapture}
      >
        <div className="form-body">{props.children}</div>
        {!readOnly && props.bar !== false && (
          <div className="form-bar no-print">
            <Draft draft={props.draft} />
            {attempts > 0 && wrong > 0 && (
              <span className="form-left" role="alert">
                还有 {wrong} 处要改
              </span>
            )}
            <span className="push actions">
              {props.onCancel !== undefined && <Button onClick={props.onCancel}>取消</Button>}
              {props.moreActions}
              <Button
                type="primary"
                htmlType="submit"
                data-save
                loading={props.saving ?? false}
                aria-keyshortcuts="Control+Enter"
                title="Ctrl+Enter"
              >
                {props.saveLabel ?? '保存'}
              </Button>
            </span>
          </div>
        )}
      </form>
    </FormContext>
  )
}

function Draft({ draft }: { draft: DraftState | undefined }) {
  const words =
    draft === undefined
      ? ''
      : {
          saving: '正在保存草稿…',
          saved: `草稿已保存 ${draft.state === 'saved' ? draft.at : ''}`,
          failed: '草稿没有存上，请先保存或抄下',
        }[draft.state]
  return (
    <span className={draft?.state === 'failed' ? 'form-left' : 'form-draft'} role="status">
      {words}
    </span>
  )
}

/** A short part of the paper form, in its order and with its words. */
export function FormSection({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="form-section" aria-label={title}>
      <div className="form-section-head">
        <h2>{title}</h2>
        {note !== undefined && <span className="dim note">{note}</span>}
      </div>
      <div className="form-grid">{children}</div>
    </section>
  )
}

const isFilled = (value: unknown): boolean => value !== null && value !== undefined && value !== ''

/** The only form there is, and no dialog above it: Ctrl+Enter means this form wherever the keyboard is. */
function standsAlone(form: HTMLFormElement | null): boolean {
  const dialogs = [...document.querySelectorAll('dialog[open]')]
  return document.querySelectorAll('form').length === 1 && dialogs.every((dialog) => dialog.contains(form))
}

/** Controls that need the Enter key themselves: long text, buttons, an open list, a tag half typed, a small form within the form. */
function keepsEnter(target: HTMLElement): boolean {
  if (target instanceof HTMLTextAreaElement || target.closest('button, a, [data-own-enter]') !== null) return true
  if (target.getAttribute('aria-expanded') === 'true') return true
  return target instanceof HTMLInputElement && target.closest('[data-tags]') !== null && target.value !== ''
}

function moveOn(form: HTMLFormElement | null): void {
  if (form === null) return
  const stops = [...form.querySelectorAll<HTMLElement>('[data-field] :is(input, textarea):not(:disabled), [data-save]')]
  const here = stops.findIndex((stop) => stop === document.activeElement)
  const next = stops[here + 1]
  if (next !== undefined) next.focus()
  else if (here >= 0 && form.querySelector('[data-save]') === null) form.requestSubmit()
}

function withProblem(
  problems: ReadonlyMap<string, string>,
  name: string,
  problem: string | undefined,
): ReadonlyMap<string, string> {
  if (problems.get(name) === problem) return problems
  const next = new Map(problems)
  if (problem === undefined) next.delete(name)
  else next.set(name, problem)
  return next
}
