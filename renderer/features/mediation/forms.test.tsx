// @vitest-environment jsdom
import '../../testing/node-parts.ts'
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newTestDesk } from '../../../core/testing.ts'
import type { TestDesk } from '../../../core/testing.ts'
import { fieldAt, messageAt, pressKey, typeAt } from '../../testing/form-keys.ts'
import { showDesk } from '../../testing/show-desk.tsx'
import { withBrowserParts } from '../../ui/testing.ts'
import { clockOf } from './clock-fields.tsx'
import { newParty, partyErrors, partyValues, partyWarnings, withIdNumber } from './party.ts'

let desk: TestDesk
let mediatorId: string
beforeAll(async () => {
  withBrowserParts()
  desk = await newTestDesk()
  mediatorId = (await desk.api.register.create({ register: 'mediator', values: { name: '张桂芬' } })).id
})
afterAll(() => desk.close())
afterEach(cleanup)

const today = '2026-11-21'
const place = () => window.location.hash
const hasField = (path: string) => document.querySelector(`[data-field="${path}"]`) !== null

async function takeStranger(path: string, name: string): Promise<void> {
  await typeAt(path, name)
  await screen.findAllByText(`不在台账，手工填写：${name}`)
  pressKey('Enter')
}

async function choose(path: string, word: string): Promise<void> {
  await typeAt(path, word)
  pressKey('Enter')
}

/** An accepted case between 王建国 and 李秀英. */
async function acceptedCase(title: string): Promise<string> {
  const person = (side: string, name: string) => ({ side, name, consent: 'agreed' })
  const { id } = await desk.api.mediation.registerDispute({
    values: { title, category: '02', summary: '院墙滴水。' },
    parties: [person('applicant', '王建国'), person('respondent', '李秀英')],
  })
  const { version } = await desk.api.register.get({ register: 'mediation', id })
  await desk.api.mediation.acceptCase({ id, expectedVersion: version, acceptedOn: today, mediatorIds: [mediatorId] })
  return id
}

test('the form asks only what this dispute needs: entrustment, report, guardian (M-04, M-13, M-17, M-18)', async () => {
  showDesk(desk, '#/mediation/new')
  await takeStranger('parties.0.residentId', '孙小宝')
  expect([hasField('parties.0.guardianName'), hasField('entrustedBy'), hasField('reportedTo')]).toEqual([false, false, false])
  await typeAt('parties.0.birthOn', '20120301')
  await choose('source', '法院')
  await choose('escalationKind', '治安')
  fireEvent.click(await fieldAt('domesticViolence'))
  expect([hasField('parties.0.guardianName'), hasField('entrustedBy'), hasField('reportedTo')]).toEqual([true, true, true])
  await screen.findByText(/调解不能替代报警（110）、告诫书和人身安全保护令/)

  await takeStranger('parties.1.residentId', '李大山')
  await choose('category', '邻里')
  await typeAt('summary', '打碎玻璃。')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(messageAt('reportedTo')).toMatch('请填写报告对象和报告日期')
  })
  expect(messageAt('parties.0.guardianName')).toMatch('请填写法定代理人')
  await typeAt('reportedTo', '石榴派出所')
  await typeAt('reportedOn', '1121')
  await typeAt('parties.0.guardianName', '孙立')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(place()).toMatch(/^#\/mediation\/[0-9a-f-]{36}$/)
  })
  const { record, parties } = await desk.api.mediation.view({ id: place().split('/').at(-1) ?? '' })
  expect(record.values).toMatchObject({ source: '31', category17: '02', reportedTo: '石榴派出所', domesticViolence: true })
  expect(parties[0]?.values['guardianName']).toBe('孙立')
})

test('a group has a size and representatives, with a warning above five', () => {
  const group = { ...newParty('applicant'), kind: 'group' as const, name: '三组村民', sex: '1' }
  expect(partyErrors(group, today)).toEqual({ groupSize: '请填写群体人数' })
  const six = { ...group, groupSize: 40, representatives: ['甲', '乙', '丙', '丁', '戊', '己'] }
  expect(partyErrors(six, today)).toEqual({})
  expect(partyWarnings(six, 5)['representatives']).toBe('推选代表一般不超过 5 人，现为 6 人')
  expect(partyWarnings({ ...six, representatives: six.representatives.slice(1) }, 5)).toEqual({})
  expect(partyValues(six)).toMatchObject({ kind: 'group', groupSize: 40 })
  expect(partyValues(six)).not.toHaveProperty('sex')
})

test('a time is read from digits', () => {
  const read = ['930', '0930', '9:5', '14点30分', '9', '14', '9:00', '14点'].map(clockOf)
  expect(read).toEqual(['09:30', '09:30', '09:05', '14:30', '09:00', '14:00', '09:00', '14:00'])
  expect(['2460', '960', '25', '下午', '12:345'].map(clockOf)).toEqual([null, null, null, null, null])
})

test('an identity number gives birthday and sex, and leaves what was typed', () => {
  const typed = { ...newParty('applicant'), idNumber: '999901198802031239' }
  expect(withIdNumber(typed)).toMatchObject({ birthOn: '1988-02-03', sex: '1' })
  expect(withIdNumber({ ...typed, birthOn: '1988-02-04' })).toMatchObject({ birthOn: '1988-02-04' })
  expect(withIdNumber({ ...typed, idNumber: '999901198802031230' })).toMatchObject({ birthOn: null })
})

test('an oral agreement between two residents needs at most 30 keys beyond its free text', async () => {
  for (const name of ['毛明春', '罗文伟']) {
    await desk.api.register.create({ register: 'resident', values: { name, phone: '13900000187', idNumber: null } })
  }
  let keys = 0
  const enter = (more: object = {}) => {
    keys += 1
    pressKey('Enter', more)
  }
  /** digits and words of a list count, names and what was said do not */
  const counted = async (path: string, text: string) => {
    keys += text.length
    await typeAt(path, text)
  }
  const here = () => document.activeElement?.closest('[data-field]')?.getAttribute('data-field')

  showDesk(desk, '#/mediation/oral')
  for (const [index, name] of ['毛明春', '罗文伟'].entries()) {
    await waitFor(() => {
      expect(here()).toBe(`parties.${String(index)}.residentId`)
    })
    await typeAt(`parties.${String(index)}.residentId`, name)
    await screen.findAllByText(name)
    await new Promise((resolve) => setTimeout(resolve, 300))
    enter()
    // a resident's facts are not asked again, and the keyboard is where typing goes on
    await waitFor(() => {
      expect(here()).toBe(index === 0 ? 'parties.1.residentId' : 'category')
    })
    expect(hasField(`parties.${String(index)}.phone`)).toBe(false)
  }
  await counted('category', '02')
  enter()
  expect(here()).toBe('category17')
  enter() // as the table has it
  enter() // no village
  expect(here()).toBe('summary')
  await typeAt('summary', '物业费少收的一百元没有退。')
  keys += 1 // Tab
  await typeAt('said', '罗文伟当场退还毛明春一百元。')
  keys += 1 // Tab
  await counted('amountFen', '100')
  enter({ ctrlKey: true })
  await screen.findByRole('dialog', { name: '预览：人民调解口头协议登记表' })
  expect(keys).toBeLessThanOrEqual(30)

  const { rows } = await desk.api.register.list({ register: 'mediation', search: '毛明春' })
  const { record, agreement } = await desk.api.mediation.view({ id: rows[0]?.id ?? '' })
  expect(record).toMatchObject({ title: '毛明春与罗文伟邻里纠纷' })
  expect(record.values).toMatchObject({ outcome: 'oral', category17: '02', mediatorIds: [mediatorId] })
  expect(agreement?.values).toMatchObject({
    agreementForm: 'oral',
    terms: ['罗文伟当场退还毛明春一百元。'],
    amountFen: 10_000,
    performMethod: 'immediate',
  })
})

test('M-12: what is to be performed later asks for a reason before it stays an oral agreement', async () => {
  showDesk(desk, '#/mediation/oral')
  await takeStranger('parties.0.residentId', '赵某')
  await takeStranger('parties.1.residentId', '钱某')
  await choose('category', '邻里')
  await typeAt('summary', '借用农具损坏。')
  await typeAt('said', '钱某月底前修好农具。')
  fireEvent.click(screen.getByLabelText('约定日后履行'))
  await choose('performMethod', '行为')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(messageAt('performDueOn')).toBe('请填写什么时候履行')
  })
  await typeAt('performDueOn', '1130')
  pressKey('Enter', { ctrlKey: true })
  const reason = await screen.findByLabelText('仍要办理的，请写明说明')
  act(() => {
    reason.focus()
  })
  fireEvent.change(reason, { target: { value: '双方要求口头，数额小。' } })
  pressKey('Enter', { ctrlKey: true })
  await screen.findByRole('dialog', { name: '预览：人民调解口头协议登记表' })
  const { rows } = await desk.api.register.list({ register: 'mediation', search: '赵某' })
  expect(rows[0]?.values).toMatchObject({ outcome: 'oral', performDueOn: '2026-11-30' })
})

const body = async () => (await fieldAt('body')) as HTMLTextAreaElement

/** Types at the end of the record. */
async function say(words: string): Promise<void> {
  const area = await body()
  act(() => {
    area.focus()
  })
  fireEvent.change(area, { target: { value: area.value + words } })
  area.setSelectionRange(area.value.length, area.value.length)
}

test('a session is written as question and answer, with ticks, phrases and a draft', async () => {
  const id = await acceptedCase('问答一')
  await desk.api.register.create({
    register: 'phrase',
    values: { topic: 'session', title: '各让一步', content: '双方各让一步。' },
  })
  showDesk(desk, `#/mediation/${id}?do=recordSession`)
  await typeAt('place', '调解室')
  fireEvent.click(await screen.findByRole('button', { name: '问（调解员）' }))
  await say('请说说经过。')
  pressKey('Enter')
  expect((await body()).value).toBe('问：请说说经过。\n答（王建国）：')

  // while an input method holds the keyboard, Enter confirms a word and Alt+3 is the method's own
  pressKey('Enter', { keyCode: 229 })
  pressKey('3', { altKey: true, code: 'Digit3', isComposing: true })
  expect((await body()).value).toBe('问：请说说经过。\n答（王建国）：')
  pressKey('3', { altKey: true, code: 'Digit3' })
  expect((await body()).value).toBe('问：请说说经过。\n答（李秀英）：')
  await say('院墙滴水。')
  pressKey('Enter')
  expect((await body()).value).toMatch(/院墙滴水。\n问：$/)

  const told = screen.getByRole<HTMLInputElement>('checkbox', { name: '告知权利义务' })
  expect(told.checked).toBe(false)
  fireEvent.click(told)
  await waitFor(() => {
    expect(told.checked).toBe(true)
  })
  expect((await body()).value).toContain('自主表达意愿')
  fireEvent.click(told)
  await waitFor(() => {
    expect(told.checked).toBe(false)
  })

  fireEvent.click(await screen.findByRole('button', { name: '各让一步' }))
  expect((await body()).value).toContain('双方各让一步。')

  const area = await body()
  const from = area.value.indexOf('院墙滴水。')
  area.setSelectionRange(from, from + 5)
  fireEvent.click(screen.getByRole('button', { name: '存为常用语' }))
  fireEvent.keyDown(await screen.findByLabelText('常用语名称'), { key: 'Enter', keyCode: 13 })
  await screen.findByRole('button', { name: '院墙滴水。' })
  const { rows } = await desk.api.register.list({ register: 'phrase', search: '院墙' })
  expect(rows[0]?.values).toMatchObject({ topic: 'session', content: '院墙滴水。' })

  cleanup()
  await new Promise((resolve) => setTimeout(resolve, 100))
  showDesk(desk, `#/mediation/${id}?do=recordSession`)
  await screen.findByText('这是上次没有保存完的草稿。')
  await typeAt('startedAt', '930')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(async () => {
    const { sessions } = await desk.api.mediation.view({ id })
    expect(sessions[0]?.values['body']).toContain('答（李秀英）：院墙滴水。')
  })
})

test('M-03: a record of a session is put right, and says when an invited helper was not agreed to', async () => {
  const id = await acceptedCase('更正一')
  const { version } = await desk.api.register.get({ register: 'mediation', id })
  const held = { heldOn: today, place: '调解室', body: '双方陈述。' }
  await desk.api.mediation.recordSession({ id, expectedVersion: version, values: held })
  showDesk(desk, `#/mediation/${id}?tab=sessions`)
  fireEvent.click(await screen.findByRole('button', { name: '修改第 1 次调解记录' }))
  await screen.findByRole('dialog', { name: '修改第 1 次调解记录' })
  await typeAt('place', '村口')
  await typeAt('participants', '张桂兰')
  pressKey('Enter')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(messageAt('participantsAgreed')).toContain('须先征得当事人同意')
  })
  fireEvent.click(await fieldAt('participantsAgreed'))
  pressKey('Enter', { ctrlKey: true })
  await waitFor(async () => {
    const { sessions } = await desk.api.mediation.view({ id })
    expect(sessions[0]?.values).toMatchObject({ place: '村口', participants: ['张桂兰'], body: '双方陈述。' })
  })
})

test('evidence is added line by line: Enter in the last field adds it and begins the next', async () => {
  const id = await acceptedCase('证据一')
  showDesk(desk, `#/mediation/${id}?tab=inquiry`)
  await typeAt('name', '收条')
  for (let field = 0; field < 6; field += 1) pressKey('Enter')
  await screen.findByText('收条')
  await waitFor(() => {
    expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe('name')
  })
  const { evidence } = await desk.api.mediation.view({ id })
  expect(evidence.map(({ values }) => [values['name'], values['evidenceKind'], values['receivedOn']])).toEqual([
    ['收条', 'documentary', today],
  ])
  fireEvent.click(screen.getByRole('button', { name: '删除收条' }))
  fireEvent.click(await screen.findByLabelText('登记错误'))
  fireEvent.click(screen.getByRole('button', { name: '删除' }))
  await screen.findByText(/还没有证据/)
})

test('an inquiry is written with the same editor, begun with what the case knows of a party', async () => {
  const id = await acceptedCase('调查一')
  showDesk(desk, `#/mediation/${id}?tab=inquiry`)
  fireEvent.click(await screen.findByRole('button', { name: '记录调查' }))
  const dialog = await screen.findByRole('dialog', { name: '调查记录' })
  await fieldAt('body')
  fireEvent.click(within(dialog).getByRole('button', { name: '李秀英' }))
  await typeAt('place', '李秀英家')
  fireEvent.click(within(dialog).getByRole('button', { name: '问（调查人）' }))
  await say('您知道经过吗？')
  pressKey('Enter')
  await say('知道。')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(async () => {
    const { investigations } = await desk.api.mediation.view({ id })
    expect(investigations[0]?.values).toMatchObject({
      name: '李秀英',
      relationToDispute: '被申请人',
      body: '问：您知道经过吗？\n答：知道。',
    })
  })
})

test('M-03: helpers are invited only with the parties’ consent', async () => {
  const id = await acceptedCase('受邀')
  showDesk(desk, `#/mediation/${id}?do=recordSession`)
  await typeAt('place', '调解室')
  await typeAt('participants', '孙大爷（邻居）')
  pressKey('Enter')
  await say('双方各说各的。')
  pressKey('Enter', { ctrlKey: true })
  await waitFor(() => {
    expect(messageAt('participantsAgreed')).toMatch('须先征得当事人同意')
  })
})
