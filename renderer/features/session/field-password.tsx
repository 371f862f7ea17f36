import { Input } from 'antd'
import { FieldFrame } from '../../ui/form/field-frame.tsx'
import { useField } from '../../ui/form/form-state.ts'
import type { FieldProps } from '../../ui/form/form-state.ts'

/** A password; the eye shows it. Holds a string or null. */
export function FieldPassword(props: FieldProps) {
  const field = useField(props)
  return (
    <FieldFrame {...props} id={field.id} error={field.error} onBlur={field.touch}>
      <Input.Password
        {...field.control}
        status={field.status}
        autoComplete="new-password"
        value={typeof field.value === 'string' ? field.value : ''}
        onChange={({ target }) => {
          field.set(target.value === '' ? null : target.value)
        }}
      />
    </FieldFrame>
  )
}
