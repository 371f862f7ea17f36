import { useEffect, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { useDraft } from '../lib/draft.ts'
import { fieldMessagesOf, messageOf } from '../lib/errors.ts'
import { Dialog } from './dialog.tsx'
import { useExplained } from './explain.tsx'
import { Form } from './form/form.tsx'
import type { Values } from './form/values.ts'
import { Notice } from './notice.tsx'
import './form-dialog.css'

export interface FormDialogProps<T extends Values, Result> {
  title: string
  /** key of the draft, unique for the record and the step: `mediation/ID/recordSession` */
  form: string
  initial: T
  /** what is wrong with the values now, by field */
  errors: (values: T) => Readonly<Record<string, string | undefined>>
  /** `explained`: the reason typed after the rules warned, null before (see explain.tsx) */
  save: (values: T, explained: string | null) => Promise<Result>
  saveLabel: string
  /** after saving; the draft is gone by then */
  onSaved: (result: Result) => void
  onClose: () => void
  /** a short question; otherwise the dialog is as wide as a form page */
  narrow?: boolean
  children: ReactNode | ((values: T, setValues: (values: T) => void) => ReactNode)
}

/** One step of a workflow as a form over its record. What was typed is a draft until it is saved; a refusal stands above the fields. */
export function FormDialog<T extends Values, Result>(props: FormDialogProps<T, Result>) {
  const { title, form, initial, errors, save, saveLabel, onSaved, onClose, narrow = false, children } = props
  const draft = useDraft(form, initial)
  const body = useFirstField<HTMLDivElement>(draft.ready)
  const explained = useExplained(save)
  const saving = useSaving(draft.values, explained.save, async (result) => {
    await draft.discard()
    onSaved(result)
  })
  return (
    <Dialog open title={title} className={narrow ? 'form-dialog' : 'form-dialog form-dialog-wide'} onClose={onClose}>
      <div className="form-dialog-body" ref={body}>
        {draft.ready && (
          <Form
            label={title}
            values={draft.values}
            onChange={(values) => {
              saving.forget()
              explained.forget()
              draft.setValues(values)
            }}
            errors={{ ...saving.fieldMessages, ...errors(draft.values) }}
            onSave={saving.run}
            saveLabel={saveLabel}
            saving={saving.busy}
            draft={draft.state}
            onCancel={onClose}
          >
            {explained.ask}
            {explained.ask === undefined && saving.message !== undefined && <Notice tone="bad">{saving.message}</Notice>}
            {draft.restored && saving.message === undefined && (
              <Notice
                tone="info"
                action={
                  <button type="button" className="link" onClick={() => void draft.discard()}>
                    清空重填
                  </button>
                }
              >
                这是上次没有保存完的草稿。
              </Notice>
            )}
            {typeof children === 'function' ? children(draft.values, draft.setValues) : children}
          </Form>
        )}
      </div>
    </Dialog>
  )
}

/** Puts the keyboard into the first field once the form is there. */
export function useFirstField<Frame extends HTMLElement>(ready: boolean): RefObject<Frame | null> {
  const frame = useRef<Frame>(null)
  useEffect(() => {
    if (ready) frame.current?.querySelector<HTMLElement>('[data-field] :is(input, textarea):not(:disabled)')?.focus()
  }, [ready])
  return frame
}

/** Saving a form: busy meanwhile, then either done or refused with words and, where a field is to blame, at that field. */
export function useSaving<T, Result>(values: T, save: (values: T) => Promise<Result>, onSaved: (result: Result) => unknown) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const run = () => {
    setBusy(true)
    setFailure(undefined)
    save(values)
      .then(onSaved)
      .catch(setFailure)
      .finally(() => {
        setBusy(false)
      })
  }
  return {
    run,
    busy,
    message: failure === undefined ? undefined : messageOf(failure),
    fieldMessages: fieldMessagesOf(failure),
    forget: () => {
      setFailure(undefined)
    },
  }
}
