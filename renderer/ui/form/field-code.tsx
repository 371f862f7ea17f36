import { Select } from 'antd'
import { FieldFrame } from './field-frame.tsx'
import { useField } from './form-state.ts'
import type { FieldProps } from './form-state.ts'

export interface CodeOption {
  code: string
  label: string
}

/** One entry of a code table, found by its words or its code; choosing moves on. Holds the code or null. */
export function FieldCode({ options, ...props }: FieldProps & { options: readonly CodeOption[] }) {
  const field = useField(props)
  return (
    <FieldFrame {...props} id={field.id} error={field.error} onBlur={field.touch}>
      <Select<string, { value: string; label: string }>
        {...field.control}
        status={field.status}
        disabled={field.readOnly}
        placeholder={props.placeholder ?? '请选择'}
        allowClear={props.required !== true}
        value={typeof field.value === 'string' ? field.value : null}
        options={options.map(({ code, label }) => ({ value: code, label }))}
        showSearch={{
          filterOption: (typed, option) =>
            option !== undefined && (option.label.includes(typed) || option.value.startsWith(typed)),
        }}
        optionRender={({ data }) => (
          <span className="option">
            {data.label}
            <span className="option-detail push">{data.value}</span>
          </span>
        )}
        onChange={(code: string | undefined) => {
          field.set(code ?? null)
        }}
        onSelect={field.moveOn}
      />
    </FieldFrame>
  )
}
