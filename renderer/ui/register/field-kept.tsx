import { api } from '../../lib/api.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { FieldFrame } from '../form/field-frame.tsx'
import { useField } from '../form/form-state.ts'
import type { FieldProps } from '../form/form-state.ts'
import { MaskedValue } from '../masked-value.tsx'

interface FieldKeptProps extends FieldProps {
  register: RegisterName
  /** name of the field in its ledger */
  field: string
  recordId: string
  masked: string
  format?: (value: string) => string
}

/** A masked value in a form: stays as it is unless it is typed anew. */
export function FieldKept({ register, field: fieldName, recordId, masked, format, ...props }: FieldKeptProps) {
  const field = useField(props)
  return (
    <FieldFrame {...props} id={field.id} error={field.error}>
      <div className="field-kept" id={field.id}>
        <MaskedValue
          label={props.label}
          masked={masked}
          {...(format !== undefined && { format })}
          reveal={async (reason) => (await api.register.reveal({ register, id: recordId, field: fieldName, reason })).value}
        />
        <button
          type="button"
          className="link"
          aria-label={`重填${props.label}`}
          onClick={() => {
            field.set(null)
          }}
        >
          重填
        </button>
      </div>
    </FieldFrame>
  )
}
