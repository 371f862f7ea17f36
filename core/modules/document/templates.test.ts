/** Templates of the office: refused with the place of what is wrong, used by level, kept with the documents made from them. */
import PizZip from 'pizzip'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newTestDesk, type TestDesk } from '../../testing.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await newTestDesk()
})
afterEach(() => desk.close())

const template = 'mediation-acceptance'
const refOf = (bytes: Uint8Array, name = '受理登记表.docx') =>
  desk.backend.files.putUpload(desk.context, name, pieces(bytes)).then(({ ref }) => ref)
async function* pieces(bytes: Uint8Array) {
  yield await Promise.resolve(bytes)
}

async function shipped(): Promise<PizZip> {
  const { fileRef } = await desk.api.template.download({ template, id: null })
  const { bytes } = desk.context.backend.files.download(desk.context.connection, fileRef)
  return new PizZip(bytes as Uint8Array)
}

/** The shipped file after somebody changed one part of it in Word. */
async function edited(change: (xml: string) => string, part = 'word/document.xml'): Promise<string> {
  const zip = await shipped()
  const before = zip.file(part)?.asText() ?? ''
  const after = change(before)
  expect(after).not.toBe(before)
  zip.file(part, after)
  return refOf(zip.generate({ type: 'uint8array' }))
}

const check = async (fileRef: string) => desk.api.template.check({ template, fileRef })

test('the shipped template is listed as the one in use, and is sound', async () => {
  const { templates } = await desk.api.template.list()
  const entry = templates.find((one) => one.template === template)
  expect(entry?.files).toMatchObject([{ level: 'builtIn', version: 1, inUse: true, retired: false }])
  expect(await check(await refOf((await shipped()).generate({ type: 'uint8array' })))).toEqual({ problems: [], usable: true })
})

test('an unknown field and a broken loop are named with their place, and cannot be used', async () => {
  const unknown = await edited((xml) => xml.replace('{纠纷类型|空}', '{纠纷种类|空}'))
  expect(await check(unknown)).toMatchObject({
    usable: false,
    problems: [
      {
        code: 'unknown-field',
        tag: '纠纷种类|空',
        level: 'block',
        where: expect.stringMatching(/^第 1 个表格第 \d+ 行“.*”$/) as string,
      },
    ],
  })
  const broken = await edited((xml) => xml.replace('{/当事人}', ''))
  const { problems, usable } = await check(broken)
  expect([usable, problems[0]?.code, problems[0]?.tag]).toEqual([false, 'broken-loop', '当事人'])
  await expect(desk.api.template.save({ template, level: 'office', fileRef: unknown, note: null })).rejects.toMatchObject({
    code: 'RULE_VIOLATION',
  })
})

test.each([
  ['no Word file', Buffer.from('hello'), 'unreadable'],
  ['an empty file', Buffer.alloc(0), 'unreadable'],
  ['a zip of something else', new PizZip().file('a.txt', 'x').generate({ type: 'nodebuffer' }), 'unreadable'],
  ['half of the file', null, 'unreadable'],
])('%s is refused in words', async (_, bytes, code) => {
  const whole = (await shipped()).generate({ type: 'uint8array' })
  const { problems, usable } = await check(await refOf(bytes ?? whole.subarray(0, whole.length / 2)))
  expect([usable, problems[0]?.code]).toEqual([false, code])
})

test('a lost field and a font that others lack are warnings', async () => {
  const lost = await edited((xml) => xml.replace('{涉家暴|空}', '见附页'))
  expect((await check(lost)).problems).toMatchObject([{ code: 'field-lost', tag: '涉家暴', level: 'warn' }])
  const font = await edited((xml) => xml.replace('w:eastAsia="楷体_GB2312"', 'w:eastAsia="某某手写体"'))
  const { problems, usable } = await check(font)
  expect(usable).toBe(true)
  expect(problems.some(({ code, message }) => code === 'font' && message.includes('某某手写体'))).toBe(true)
})

test('the office’s own goes before the county’s; retired, the next one is used again', async () => {
  const office = await edited((xml) => xml.replace('人民调解受理登记表', '本镇受理登记表'))
  const county = await edited((xml) => xml.replace('人民调解受理登记表', '本县受理登记表'))
  const shown = async () => {
    const { base64 } = await desk.api.template.preview({ template, fileRef: null, recordId: null })
    const xml = new PizZip(Buffer.from(base64, 'base64')).file('word/document.xml')?.asText() ?? ''
    return ['本镇受理登记表', '本县受理登记表', '人民调解受理登记表'].find((one) => xml.includes(one))
  }
  expect(await shown()).toBe('人民调解受理登记表')
  await desk.api.template.save({ template, level: 'county', fileRef: county, note: '县局下发' })
  expect(await shown()).toBe('本县受理登记表')
  const { id, version } = await desk.api.template.save({ template, level: 'office', fileRef: office, note: null })
  expect([version, await shown()]).toEqual([1, '本镇受理登记表'])
  await desk.api.template.retire({ id })
  expect(await shown()).toBe('本县受理登记表')
  const files = (await desk.api.template.list()).templates.find((one) => one.template === template)?.files
  expect(files?.map(({ level, inUse, retired }) => [level, inUse, retired])).toEqual([
    ['office', false, true],
    ['county', true, false],
    ['builtIn', false, false],
  ])
})

test('a preview of a file not yet saved is filled with a real case', async () => {
  const { id } = await desk.api.mediation.registerDispute({
    values: { title: '王一与李四邻里纠纷', category: '02', summary: '院墙滴水。' },
    parties: [
      { side: 'applicant', name: '王一' },
      { side: 'respondent', name: '李四' },
    ],
  })
  const fileRef = await edited((xml) => xml.replace('人民调解受理登记表', '试用受理登记表'))
  const { base64 } = await desk.api.template.preview({ template, fileRef, recordId: id })
  const xml = new PizZip(Buffer.from(base64, 'base64')).file('word/document.xml')?.asText() ?? ''
  expect([xml.includes('试用受理登记表'), xml.includes('院墙滴水。')]).toEqual([true, true])
})

test('every field of a template has its words, and an example where the sample has one', async () => {
  const { fields } = await desk.api.template.fields({ template })
  expect(fields.find(({ path }) => path === '当事人')).toMatchObject({ list: true })
  expect(fields.find(({ path }) => path === '纠纷类型')?.example).not.toBe('')
})
