import { afterAll, beforeAll, expect, test } from 'vitest'
import { newTestDesk, type TestDesk } from '../../testing.ts'

let desk: TestDesk
let id = ''
beforeAll(async () => {
  desk = await newTestDesk()
  const meeting = await desk.api.meeting.registerMeeting({
    values: { title: '矛盾纠纷周调度会', kind: 'DD', heldOn: '2026-11-20', place: '三楼会议室', chair: '王秋石' },
    attendees: [
      { name: '李永福', organization: '司法所' },
      { name: '陈立', role: 'leave' },
    ],
    agenda: [{ title: '上次决定办理情况' }, { title: '本周排查' }],
  })
  id = meeting.id
})
afterAll(() => desk.close())

const version = async (register: 'meeting' | 'decision', recordId: string) =>
  (await desk.api.register.get({ register, id: recordId })).version
const decide = async (values: Record<string, string>) =>
  desk.api.meeting.addDecision({ id, expectedVersion: await version('meeting', id), values })
const whole = { content: '逐段排查护栏', owner: '陈立', dueOn: '2026-11-26', criterion: '形成清单并封堵' }

test.each(['owner', 'dueOn', 'criterion'] as const)('T-01 a decision without %s is refused', async (field) => {
  const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== field))
  await expect(decide(rest)).rejects.toMatchObject({
    code: 'RULE_VIOLATION',
    data: { violations: [expect.objectContaining({ rule: 'T-01', field })] },
  })
})

test('a decision is numbered, due on the today page, and gone from it when done', async () => {
  const made = await decide(whole)
  expect(made.decisionNo).toBe('2026-DD-1-1')
  const due = async () => (await desk.api.today.get()).due.filter((one) => one.kind === 'decision')
  expect(await due()).toMatchObject([{ id, title: '逐段排查护栏', dueOn: '2026-11-26' }])
  await desk.api.meeting.completeDecision({ id: made.id, expectedVersion: made.version, on: '2026-11-21', progress: '已封堵' })
  expect(await due()).toEqual([])
})

test('T-02 minutes carry the word 草稿 until they are signed off, and cannot change afterwards', async () => {
  const { default: PizZip } = await import('pizzip')
  const print = async () => {
    const { base64 } = await desk.api.document.produce({ template: 'meeting-minutes', recordId: id, format: 'docx' })
    return (
      new PizZip(Buffer.from(base64, 'base64'))
        .file('word/document.xml')
        ?.asText()
        .replaceAll(/<[^>]+>/g, '') ?? ''
    )
  }
  expect(await print()).toContain('（草稿）矛盾纠纷周调度会纪要')
  await desk.api.meeting.signOffMinutes({
    id,
    expectedVersion: await version('meeting', id),
    signedOffBy: '王秋石',
    on: '2026-11-21',
  })
  const signed = await print()
  expect(signed).not.toContain('草稿')
  expect(signed).toContain('逐段排查护栏')
  await expect(decide(whole)).rejects.toMatchObject({ code: 'RULE_VIOLATION' })
})
