import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { DraftState } from '../ui/form/form.tsx'
import { api } from './api.ts'
import { clockText } from './format.ts'

const saveAfterMs = 400
const retryAfterMs = 5000
const pending = new Set<() => Promise<void>>()

/** Saves at once what was typed a moment ago; before the desk is locked or left. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...pending].map((flush) => flush()))
}

export interface Draft<T> {
  values: T
  setValues: (values: T) => void
  /** UTC instant of the last save, null before the first */
  savedAt: string | null
  /** for the form's `draft` */
  state: DraftState | undefined
  /** false while an earlier draft is being fetched: show the form when it is true */
  ready: boolean
  /** the values come from an earlier draft */
  restored: boolean
  /** forgets the draft: after saving, or to begin anew; the values go back to `initial` */
  discard: () => Promise<void>
}

/**
 * The values of a form, kept encrypted by the backend from the first keystroke on, for this account.
 *
 * @param form unique for what is filled in: `resident/new`, `resident/ID`
 * @param initial what the form begins with when there is no draft; read once for each `form`
 */
export function useDraft<T>(form: string, initial: T): Draft<T> {
  const [shown, setShown] = useState({ form, values: initial, ready: false, restored: false })
  const [saved, setSaved] = useState<{ at: string | null; state: DraftState | undefined }>({ at: null, state: undefined })
  const waiting = useRef<{ form: string; values: T }>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const first = useRef(initial)
  const saving = useRef<Promise<unknown>>(undefined)

  const flush = useCallback(async () => {
    clearTimeout(timer.current)
    const next = waiting.current
    if (next === undefined) return
    waiting.current = undefined
    setSaved(({ at }) => ({ at, state: { state: 'saving' } }))
    try {
      const save = api.draft.save({ form: next.form, payload: next.values })
      saving.current = save
      const { savedAt } = await save
      setSaved({ at: savedAt, state: { state: 'saved', at: clockText(new Date(savedAt)) } })
    } catch {
      waiting.current ??= next
      setSaved(({ at }) => ({ at, state: { state: 'failed' } }))
    }
  }, [])

  useEffect(() => {
    if (saved.state?.state !== 'failed') return
    const retry = setTimeout(() => void flush(), retryAfterMs)
    return () => {
      clearTimeout(retry)
    }
  }, [saved.state, flush])

  const begin = useEffectEvent(() => initial)
  useEffect(() => {
    let wanted = true
    const start = begin()
    first.current = start
    api.draft.get({ form }).then(
      ({ payload, savedAt }) => {
        if (!wanted) return
        const restored = savedAt !== null
        setShown({ form, values: restored ? (payload as T) : start, ready: true, restored })
        setSaved({ at: savedAt, state: savedAt === null ? undefined : { state: 'saved', at: clockText(new Date(savedAt)) } })
      },
      () => {
        if (wanted) setShown({ form, values: start, ready: true, restored: false })
      },
    )
    pending.add(flush)
    return () => {
      wanted = false
      pending.delete(flush)
      void flush()
    }
  }, [form, flush])

  const setValues = useCallback(
    (values: T) => {
      setShown((now) => ({ ...now, values }))
      waiting.current = { form, values }
      setSaved((now) => (now.state?.state === 'saved' ? { ...now, state: { state: 'saving' } } : now))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), saveAfterMs)
    },
    [form, flush],
  )
  const discard = useCallback(async () => {
    clearTimeout(timer.current)
    waiting.current = undefined
    await saving.current?.catch(() => undefined) // a save on its way would bring the draft back
    await api.draft.discard({ form })
    setShown({ form, values: first.current, ready: true, restored: false })
    setSaved({ at: null, state: undefined })
  }, [form])

  return {
    values: shown.values,
    setValues,
    savedAt: saved.at,
    state: saved.state,
    ready: shown.ready && shown.form === form,
    restored: shown.restored,
    discard,
  }
}
