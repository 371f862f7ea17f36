// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { Providers } from '../../app/providers.tsx'
import { withBrowserParts } from '../testing.ts'
import { FieldCode } from './field-code.tsx'
import { FieldDay } from './field-day.tsx'
import { FieldFlag, FieldIdNumber, FieldList, FieldLongText, FieldMoney, FieldPhone, FieldText } from './fields.tsx'
import { Form, FormSection } from './form.tsx'
import { RecordPicker } from './record-picker.tsx'
import type { Values } from './values.ts'

beforeAll(withBrowserParts)
afterEach(cleanup)

const kinds = [
  { code: '01', label: '婚姻家庭纠纷' },
  { code: '02', label: '邻里纠纷' },
]
const people = [
  { id: 'p1', title: '王卫明', detail: '石榴村 3 组' },
  { id: 'p2', title: '王卫民', detail: '石榴村 5 组' },
]

/** A form over real state; `saved` and `asked` collect what left it. */
function showForm(
  initial: Values,
  { errors = {}, warnings = {} }: { errors?: Record<string, string>; warnings?: Record<string, string> } = {},
) {
  const saved: Values[] = []
  const asked: string[] = []
  function Page() {
    const [values, setValues] = useState(initial)
    const broken = values['name'] === null ? { name: '请填写姓名' } : {}
    return (
      <Form
        label="登记"
        values={values}
        onChange={setValues}
        errors={{ ...errors, ...broken }}
        warnings={warnings}
        onSave={() => saved.push(values)}
      >
        <FormSection title="当事人">
          <FieldText name="name" label="姓名" required />
          <FieldIdNumber name="idNumber" label="身份证号" />
          <FieldPhone name="party.0.phone" label="电话" />
          <FieldDay name="happenedOn" label="发生日期" />
          <FieldMoney name="amount" label="金额" />
          <FieldCode name="kind" label="类型" options={kinds} />
          <FieldList name="words" label="关键词" />
          <FieldFlag name="agreed" label="双方同意" />
          <RecordPicker
            name="applicant"
            label="申请人"
            strangerLabel="登记为陌生人"
            search={(typed) => {
              asked.push(typed)
              return Promise.resolve(people.filter(({ title }) => title.includes(typed)))
            }}
          />
          <FieldLongText name="story" label="概况" />
        </FormSection>
      </Form>
    )
  }
  render(
    <Providers today="2026-11-21">
      <Page />
    </Providers>,
  )
  return { saved, asked }
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(new RegExp(`^${label}\\*?$`))
const focus = (label: string) => {
  act(() => {
    field(label).focus()
  })
}
const press = (key: string, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, keyCode: key === 'Enter' ? 13 : 0, ...more })
const type = (label: string, text: string) => {
  focus(label)
  fireEvent.change(field(label), { target: { value: text } })
}

test('Enter moves through the fields in order and ends on the save button', () => {
  showForm({ name: '王卫明' })
  const visited: string[] = []
  focus('姓名')
  for (let step = 0; step < 8; step++) {
    press('Enter')
    visited.push(document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ?? '')
  }
  expect(visited).toEqual(['idNumber', 'party.0.phone', 'happenedOn', 'amount', 'kind', 'words', 'agreed', 'applicant'])
  press('Enter')
  expect(document.activeElement).toBe(field('概况'))
  press('Enter')
  expect(document.activeElement).toBe(field('概况'))
})

test('Enter on the last short field reaches the save button', () => {
  showForm({ name: '王卫明' })
  field('概况').remove()
  focus('申请人')
  press('Enter')
  expect(document.activeElement).toBe(screen.getByRole('button', { name: '保存' }))
})

test('Ctrl+Enter saves from any field, long text included', () => {
  const { saved } = showForm({ name: '王卫明' })
  type('概况', '滴水檐')
  press('Enter', { ctrlKey: true })
  expect(saved).toEqual([{ name: '王卫明', story: '滴水檐' }])
})

test('Ctrl+Enter saves the only form of the page from outside its fields, but not past another form or a dialog above it', () => {
  const { saved } = showForm({ name: '王卫明' })
  const outside = (name: string) => {
    const other = document.body.appendChild(document.createElement(name))
    if (name === 'dialog') other.setAttribute('open', '')
    fireEvent.keyDown(document.body, { key: 'Enter', keyCode: 13, ctrlKey: true })
    other.remove()
    return saved.length
  }
  expect(outside('form')).toBe(0)
  expect(outside('dialog')).toBe(0)
  expect(outside('p')).toBe(1)
})

test('while an input method is composing neither Enter moves nor Ctrl+Enter saves', () => {
  const { saved } = showForm({ name: '王' })
  focus('姓名')
  press('Enter', { isComposing: true })
  press('Enter', { keyCode: 229 })
  press('Enter', { isComposing: true, ctrlKey: true })
  expect(document.activeElement).toBe(field('姓名'))
  expect(saved).toEqual([])
  press('Enter')
  expect(document.activeElement).toBe(field('身份证号'))
})

test('saving with an error shows it, counts it, goes to it and saves nothing', async () => {
  const { saved } = showForm({ name: null }, { errors: { idNumber: '校验位应为 4，请核对第 17、18 位' } })
  expect(screen.queryByText('请填写姓名')).toBeNull()
  focus('金额')
  press('Enter', { ctrlKey: true })
  expect(saved).toEqual([])
  expect(await screen.findByText('请填写姓名')).toBeTruthy()
  expect(screen.getByText('还有 2 处要改')).toBeTruthy()
  await waitFor(() => {
    expect(document.activeElement).toBe(field('姓名'))
  })
  const note = document.getElementById(field('身份证号').getAttribute('aria-describedby') ?? '')
  expect(note?.textContent).toBe('校验位应为 4，请核对第 17、18 位')
})

test('an error waits until its field has been left', () => {
  showForm({ name: null })
  focus('姓名')
  expect(screen.queryByText('请填写姓名')).toBeNull()
  press('Enter')
  expect(screen.getByText('请填写姓名')).toBeTruthy()
})

test.each([
  ['1121', '2026-11-21'],
  ['今天', '2026-11-21'],
  ['+7', '2026-11-28'],
  ['20260105', '2026-01-05'],
])('a day typed as %s is held as %s and shown so', (typed, day) => {
  const { saved } = showForm({ name: '王卫明' })
  type('发生日期', typed)
  press('Enter')
  expect(field('发生日期').value).toBe(day)
  press('Enter', { ctrlKey: true })
  expect(saved).toEqual([{ name: '王卫明', happenedOn: day }])
})

test('a day that cannot be read stays as typed, says why and blocks saving', () => {
  const { saved } = showForm({ name: '王卫明' })
  type('发生日期', '0231')
  press('Enter')
  expect(field('发生日期').value).toBe('0231')
  expect(screen.getByText('没有 2026 年 2 月 31 日这一天')).toBeTruthy()
  press('Enter', { ctrlKey: true })
  expect(saved).toEqual([])
  type('发生日期', '0228')
  press('Enter', { ctrlKey: true })
  expect(saved).toEqual([{ name: '王卫明', happenedOn: '2026-02-28' }])
})

test('numbers are grouped at rest, plain under the keyboard, and held clean', () => {
  const { saved } = showForm({ name: '王卫明' })
  type('身份证号', ' 41012219880203123x ')
  type('电话', '139 0000 0187')
  type('金额', '1,200.5')
  focus('姓名')
  expect([field('身份证号').value, field('电话').value, field('金额').value]).toEqual([
    '410122 19880203 123X',
    '139 0000 0187',
    '1,200.50',
  ])
  focus('身份证号')
  expect(field('身份证号').value).toBe('41012219880203123X')
  press('Enter', { ctrlKey: true })
  expect(saved).toEqual([{ name: '王卫明', idNumber: '41012219880203123X', party: [{ phone: '13900000187' }], amount: 120050 }])
})

test('a code is found by its digits, chosen with Enter, and the keyboard moves on', async () => {
  const { saved } = showForm({ name: '王卫明' })
  type('类型', '02')
  await screen.findAllByText('邻里纠纷')
  press('Enter')
  await waitFor(() => {
    expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe('words')
  })
  press('Enter', { ctrlKey: true })
  expect(saved).toEqual([{ name: '王卫明', kind: '02' }])
})

test('a word in a list is added with Enter before Enter moves on', () => {
  const { saved } = showForm({ name: '王卫明' })
  type('关键词', '滴水檐')
  press('Enter')
  expect(document.activeElement).toBe(field('关键词'))
  press('Enter')
  expect(document.activeElement).toBe(field('双方同意'))
  press('Enter', { ctrlKey: true })
  expect(saved).toEqual([{ name: '王卫明', words: ['滴水檐'] }])
})

test('the picker does not search while composing, then finds, takes the record and moves on', async () => {
  const { saved, asked } = showForm({ name: '王卫明' })
  focus('申请人')
  fireEvent.compositionStart(field('申请人'))
  fireEvent.change(field('申请人'), { target: { value: 'wangwei' } })
  await new Promise((done) => setTimeout(done, 250))
  expect(asked).toEqual([])
  fireEvent.change(field('申请人'), { target: { value: '王卫' } })
  fireEvent.compositionEnd(field('申请人'))
  await screen.findByText('石榴村 3 组')
  expect(asked).toEqual(['王卫'])
  press('Enter')
  await waitFor(() => {
    expect(document.activeElement).toBe(field('概况'))
  })
  press('Enter', { ctrlKey: true })
  expect(saved).toEqual([{ name: '王卫明', applicant: { kind: 'record', id: 'p1', title: '王卫明' } }])
})

test('the picker takes a stranger by name', async () => {
  const { saved } = showForm({ name: '王卫明' })
  type('申请人', '赵某')
  await screen.findAllByText('登记为陌生人：赵某')
  press('Enter')
  await waitFor(() => {
    expect(document.activeElement).toBe(field('概况'))
  })
  press('Enter', { ctrlKey: true })
  expect(saved).toEqual([{ name: '王卫明', applicant: { kind: 'stranger', name: '赵某' } }])
})

test('15→18: an old number is offered in its new form and taken with one press; birthday and sex are read from it', async () => {
  const { saved } = showForm({ name: '王卫明', idNumber: null })
  const input = screen.getByLabelText<HTMLInputElement>('身份证号')
  act(() => {
    input.focus()
  })
  fireEvent.change(input, { target: { value: '110101900307451' } })
  fireEvent.click(screen.getByRole('button', { name: '按 18 位号码填入：110101 19900307 4514' }))
  expect(input.value).toBe('110101199003074514')
  screen.getByText('1990-03-07 出生 · 男')
  expect(screen.queryByRole('button', { name: /按 18 位/ })).toBeNull()
  fireEvent.keyDown(input, { key: 'Enter', ctrlKey: true })
  await waitFor(() => {
    expect(saved[0]?.['idNumber']).toBe('110101199003074514')
  })
})

test('a mistake in a whole number is told while it is typed, not when it is left', () => {
  showForm({ name: '王卫明', idNumber: null }, { errors: { idNumber: '校验位应为 4，请核对第 17、18 位' } })
  const input = screen.getByLabelText<HTMLInputElement>('身份证号')
  fireEvent.change(input, { target: { value: '11010119900307451' } })
  expect(screen.queryByText(/校验位应为/)).toBeNull()
  fireEvent.change(input, { target: { value: '110101199003074515' } })
  screen.getByText('校验位应为 4，请核对第 17、18 位')
})

test('a warning stands under a field that holds something, and does not keep from saving', async () => {
  const { saved } = showForm({ name: '王卫明', kind: null }, { warnings: { name: '请核对', kind: '没有类型' } })
  screen.getByText('请核对')
  expect(screen.queryByText('没有类型')).toBeNull()
  fireEvent.keyDown(screen.getByLabelText('姓名*'), { key: 'Enter', ctrlKey: true })
  await waitFor(() => {
    expect(saved).toHaveLength(1)
  })
})
