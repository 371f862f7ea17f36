import { Checkbox, Input, Radio, Select } from 'antd'
import { codeName } from '../../../core/domain/codes.ts'
import { division12Of } from '../../../core/domain/division.ts'
import { idBirthday, idNumberProblem, idSex, upgradeIdNumber } from '../../../core/domain/id-number.ts'
import { fenOf, idText, phoneText, wholeText, yuanText } from '../../lib/format.ts'
import { FieldFrame } from './field-frame.tsx'
import { useField } from './form-state.ts'
import type { FieldProps } from './form-state.ts'
import { TypedField } from './typed-field.tsx'
import type { Notation } from './typed-field.tsx'

/** One line of text. Holds a string or null. */
export function FieldText(props: FieldProps) {
  const field = useField(props)
  return (
    <FieldFrame {...props} id={field.id} error={field.error} warning={field.warning} onBlur={field.touch}>
      <Input
        {...field.control}
        status={field.status}
        readOnly={field.readOnly}
        {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
        autoComplete="off"
        value={isText(field.value) ? field.value : ''}
        onChange={({ target }) => {
          field.set(target.value === '' ? null : target.value)
        }}
      />
    </FieldFrame>
  )
}

/** Several lines; Enter is a new line here. Holds a string or null. */
export function FieldLongText({ rows = 4, ...props }: FieldProps & { rows?: number }) {
  const field = useField(props)
  return (
    <FieldFrame {...props} id={field.id} error={field.error} warning={field.warning} onBlur={field.touch} defaultSpan="full">
      <Input.TextArea
        {...field.control}
        status={field.status}
        readOnly={field.readOnly}
        {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
        rows={rows}
        value={isText(field.value) ? field.value : ''}
        onChange={({ target }) => {
          field.set(target.value === '' ? null : target.value)
        }}
      />
    </FieldFrame>
  )
}

/** Identity number: 410122 19880203 1234 at rest. Holds 18 characters as typed, without spaces, x in upper case; the page checks it. */
export function FieldIdNumber(props: FieldProps) {
  return (
    <TypedField
      {...props}
      notation={idNumber}
      inputMode="numeric"
      complete={(value) => value.length >= 18}
      reading={idReading}
      offer={(value) => {
        const upgraded = upgradeIdNumber(value)
        return upgraded === null ? undefined : { label: `按 18 位号码填入：${idText(upgraded)}`, value: upgraded }
      }}
    />
  )
}

/** What stands in the number as far as it is typed. */
function idReading(value: string): string | undefined {
  if (value.length < 18) return `已输 ${String(value.length)} 位`
  if (idNumberProblem(value) !== null) return undefined
  return `${idBirthday(value) ?? ''} 出生 · ${codeName('sex', idSex(value))}`
}

/** Division code, 12 digits; a shorter one is filled up with zeros at a press. */
export function FieldDivision(props: FieldProps) {
  return (
    <TypedField
      {...props}
      notation={divisionCode}
      inputMode="numeric"
      offer={(value) => {
        const whole = division12Of(value)
        return whole === null || whole === value ? undefined : { label: `补足 12 位：${whole}`, value: whole }
      }}
    />
  )
}

/** Telephone: 139 0000 0187 at rest. Holds digits and hyphens. */
export function FieldPhone(props: FieldProps) {
  return <TypedField {...props} notation={phone} inputMode="tel" />
}

/** Money typed and shown in yuan. Holds integer fen. */
export function FieldMoney(props: FieldProps) {
  return <TypedField {...props} notation={money} inputMode="decimal" suffix={() => <span className="field-unit">元</span>} />
}

/** A whole number, 0 or more. Holds a number. */
export function FieldNumber({ unit, ...props }: FieldProps & { unit?: string }) {
  return (
    <TypedField
      {...props}
      notation={wholeNumber}
      inputMode="numeric"
      {...(unit !== undefined && { suffix: () => <span className="field-unit">{unit}</span> })}
    />
  )
}

/** Yes or no, ticked with the space bar. Holds a boolean. */
export function FieldFlag(props: FieldProps) {
  const field = useField(props)
  return (
    <FieldFrame {...props} id={field.id} error={field.error} ownLabel>
      <Checkbox
        {...field.control}
        checked={field.value === true}
        disabled={field.readOnly}
        onChange={({ target }) => {
          field.set(target.checked)
        }}
      >
        {props.label}
      </Checkbox>
    </FieldFrame>
  )
}

/** One of a few, all in view. Holds the code. */
export function FieldChoice({ options, ...props }: FieldProps & { options: readonly { code: string; label: string }[] }) {
  const field = useField(props)
  return (
    <FieldFrame {...props} id={field.id} error={field.error} defaultSpan="half">
      <Radio.Group
        id={field.id}
        className="field-choice"
        aria-label={props.label}
        disabled={field.readOnly}
        value={field.value}
        options={options.map(({ code, label }) => ({ value: code, label }))}
        onChange={({ target }: { target: { value?: unknown } }) => {
          field.set(target.value)
          field.touch()
        }}
      />
    </FieldFrame>
  )
}

/** Several short texts; Enter adds one, Backspace takes the last back. Holds strings. */
export function FieldList(props: FieldProps) {
  const field = useField(props)
  const { id, ...aria } = field.control
  return (
    <FieldFrame {...props} id={id} error={field.error} warning={field.warning} onBlur={field.touch} defaultSpan="half">
      <div data-tags>
        <Select<string[]>
          {...aria}
          id={id}
          mode="tags"
          open={false}
          suffix={null}
          tokenSeparators={['、', '，', ',']}
          status={field.status}
          disabled={field.readOnly}
          placeholder={props.placeholder ?? '输入后按 Enter 添加'}
          value={Array.isArray(field.value) ? field.value.filter(isText) : []}
          onChange={(list) => {
            field.set(list)
          }}
        />
      </div>
    </FieldFrame>
  )
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}

const compact = (typed: string) => typed.normalize('NFKC').replace(/\s/g, '')

const idNumber: Notation<string> = {
  accepts: isText,
  read: (typed) => ({ value: compact(typed).toUpperCase() }),
  edit: (value) => value,
  show: idText,
}

const divisionCode: Notation<string> = {
  accepts: isText,
  read: (typed) => ({ value: compact(typed) }),
  edit: (value) => value,
  show: (value) => value,
}

const phone: Notation<string> = {
  accepts: isText,
  read: (typed) => (/^[\d-]{3,20}$/.test(compact(typed)) ? { value: compact(typed) } : { problem: '电话只有数字和短横' }),
  edit: (value) => value,
  show: phoneText,
}

const money: Notation<number> = {
  accepts: isNumber,
  read: (typed) => {
    const value = fenOf(typed)
    return value === undefined ? { problem: '金额以元为单位，最多两位小数，如 1200.50' } : { value }
  },
  edit: (value) => yuanText(value).replaceAll(',', ''),
  show: yuanText,
}

const wholeNumber: Notation<number> = {
  accepts: isNumber,
  read: (typed) =>
    /^\d{1,12}$/.test(compact(typed).replaceAll(',', ''))
      ? { value: Number(compact(typed).replaceAll(',', '')) }
      : { problem: '请输入整数' },
  edit: String,
  show: wholeText,
}
