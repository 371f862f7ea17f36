import { Select } from 'antd'

interface Option {
  value: string
  label: string
}

interface ChoiceProps {
  label: string
  value: string | undefined
  options: Option[]
  onChoose: (value: string | undefined) => void
  /** words for no choice; without them there is always one */
  none?: string
}

/** A labelled list above a table. */
export function Choice({ label, value, options, onChoose, none }: ChoiceProps) {
  return (
    <label className="figure-choice">
      <span className="muted note">{label}</span>
      <Select<string, Option>
        aria-label={label}
        value={value ?? null}
        options={options}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }}
        {...(none !== undefined && { placeholder: none, allowClear: true })}
        onChange={(next: string | undefined) => {
          onChoose(next)
        }}
      />
    </label>
  )
}
