import { createContext, use, useId } from 'react'
import { valueAt } from './values.ts'
import type { Values } from './values.ts'

export interface FormState {
  values: Values
  readOnly: boolean
  set: (name: string, value: unknown) => void
  /** the message to show under the field now, if any */
  shownError: (name: string) => string | undefined
  /** what may stand but should be looked at, once the field holds something or was left */
  shownWarning?: (name: string) => string | undefined
  /** what was typed cannot be read; blocks saving until it can */
  setProblem: (name: string, problem: string | undefined) => void
  touch: (name: string) => void
  /** puts the keyboard into the field after the one that holds it */
  moveOn: () => void
}

export const FormContext = createContext<FormState | undefined>(undefined)

export interface FieldProps {
  /** path in the form's values: `name`, `parties.0.name` */
  name: string
  label: string
  required?: boolean | undefined
  /** one line under the field while there is no error */
  help?: string | undefined
  /** share of the form's width */
  span?: Span | undefined
  placeholder?: string | undefined
}

export type Span = 'third' | 'half' | 'wide' | 'full'

export function useForm(): FormState {
  const form = use(FormContext)
  if (form === undefined) throw new Error('a field stands outside of a Form')
  return form
}

/** What every field needs: its value as it is, its error, and the attributes that tie label, help and error to the control. */
export function useField({ name, required = false }: FieldProps) {
  const form = useForm()
  const id = useId()
  const error = form.shownError(name)
  return {
    id,
    error,
    warning: form.shownWarning?.(name),
    readOnly: form.readOnly,
    value: valueAt(form.values, name),
    set: (value: unknown) => {
      form.set(name, value)
    },
    touch: () => {
      form.touch(name)
    },
    setProblem: (problem: string | undefined) => {
      form.setProblem(name, problem)
    },
    moveOn: form.moveOn,
    control: {
      id,
      'aria-required': required,
      'aria-invalid': error !== undefined,
      'aria-describedby': `${id}-note`,
    },
    status: error === undefined ? ('' as const) : ('error' as const),
  }
}
