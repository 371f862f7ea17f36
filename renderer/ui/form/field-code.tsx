import { Select } from 'antd'
import { FieldFrame } from './field-frame.tsx'
import { useField } from './form-state.ts'
import type { FieldProps } from './form-state.ts'

export interface CodeOption {
  code: string
  label: string
  /** beside the label; the code itself without it */
  detail?: string
}

interface FieldCodeProps extends FieldProps {
  options: readonly CodeOption[]
  /** lets the page fill other fields from the choice */
  onChosen?: (code: string | null) => void
}

/** One entry of a code table, found by its words or its code; choosing moves on. Holds the code or null. */
export function FieldCode({ options, onChosen, ...props }: FieldCodeProps) {
  const field = useField(props)
  return (
    <FieldFrame {...props} id={field.id} error={field.error} warning={field.warning} onBlur={field.touch}>
      <Select<string, { value: string; label: string; detail: string }>
        {...field.control}
        status={field.status}
        disabled={field.readOnly}
        placeholder={props.placeholder ?? '请选择'}
        allowClear={props.required !== true}
        value={typeof field.value === 'string' ? field.value : null}
        options={options.map(({ code, label, detail = code }) => ({ value: code, label, detail }))}
        showSearch={{
          filterOption: (typed, option) =>
            option !== undefined && (option.label.includes(typed) || option.value.startsWith(typed)),
        }}
        optionRender={({ data }) => (
          <span className="option">
            {data.label}
            <span className="option-detail push">{data.detail}</span>
          </span>
        )}
        onChange={(code: string | undefined) => {
          field.set(code ?? null)
          onChosen?.(code ?? null)
        }}
        onSelect={field.moveOn}
      />
    </FieldFrame>
  )
}
