import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PizZip from 'pizzip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkTemplate, listFields, loadTemplate, TemplateError, type Template } from './template.ts'

const templatesDir = join(import.meta.dirname, '../../resources/templates')
const ids = await readdir(templatesDir)

/** The template after somebody in the office edited one part of it. */
async function edited(change: (xml: string) => string, part = 'word/document.xml'): Promise<Template> {
  const template = await loadTemplate(templatesDir, 'mediation-agreement')
  const zip = new PizZip(template.bytes)
  const before = zip.file(part)?.asText() ?? ''
  const after = change(before)
  expect(after).not.toBe(before)
  zip.file(part, after)
  return { ...template, bytes: zip.generate({ type: 'uint8array' }) }
}

describe('shipped templates', () => {
  test('the set is complete', () => {
    expect(ids.sort()).toEqual([
      'handover-slip',
      'mediation-acceptance',
      'mediation-agreement',
      'mediation-application',
      'mediation-back-cover',
      'mediation-closing-report',
      'mediation-confirmation',
      'mediation-cover',
      'mediation-entrust-reply',
      'mediation-evidence',
      'mediation-extension',
      'mediation-file-note',
      'mediation-follow-up',
      'mediation-index',
      'mediation-investigation',
      'mediation-oral-agreement',
      'mediation-performance',
      'mediation-record',
      'mediation-rejection',
      'mediation-rights-notice',
      'mediation-termination',
      'mediation-urge',
      'meeting-minutes',
      'recovery-sheet',
      'resettlement-register',
      'resettlement-visit',
    ])
  })

  test.each(ids)('%s is sound, and its manifest lists exactly the fields it prints', async (id) => {
    const template = await loadTemplate(templatesDir, id)
    const sample: unknown = JSON.parse(await readFile(join(templatesDir, id, 'v1', 'sample.json'), 'utf8'))
    expect(await checkTemplate(template)).toEqual([])
    expect(template.fields).toEqual(await listFields(template.bytes, sample))
    expect(template.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  test.each(ids)('%s names its fonts for Chinese text and embeds none', async (id) => {
    const template = await loadTemplate(templatesDir, id)
    const zip = new PizZip(template.bytes)
    const xml = Object.keys(zip.files)
      .filter((name) => /^word\/(document|styles|footer\d+)\.xml$/.test(name))
      .map((name) => zip.file(name)?.asText() ?? '')
    const named = new Set([...xml.join('').matchAll(/w:eastAsia="([^"]+)"/g)].map((match) => match[1]))
    expect([...named].sort()).toEqual([...template.fonts].sort())
    expect(Object.keys(zip.files).filter((name) => name.includes('fonts/'))).toEqual([])
  })
})

describe('what the office breaks is named', () => {
  test('an unknown field', async () => {
    const template = await edited((xml) => xml.replace('{履行地点}', '{履行场所}'))
    expect(await checkTemplate(template)).toEqual([
      { code: 'unknown-field', tag: '履行场所', message: '模板用了没有的字段“履行场所”' },
    ])
  })

  test('a field moved out of its list', async () => {
    const template = await edited((xml) => xml.replace('{日期}', '{姓名}'))
    expect(await checkTemplate(template)).toMatchObject([{ code: 'unknown-field', tag: '姓名' }])
  })

  test('a field of the whole record may stand inside a list', async () => {
    expect(await checkTemplate(await edited((xml) => xml.replace('{内容}', '{内容}{编号}')))).toEqual([])
  })

  test('a loop that is never closed', async () => {
    const problems = await checkTemplate(await edited((xml) => xml.replace('{/条款}', '')))
    expect(problems.map((problem) => problem.code)).toContain('broken-loop')
    expect(problems.map((problem) => problem.tag)).toContain('条款')
  })

  test('a brace that is never closed', async () => {
    expect(await checkTemplate(await edited((xml) => xml.replace('{份数}', '{份数')))).toMatchObject([{ code: 'broken-tag' }])
  })

  test('raw XML, which would let typed text change the file', async () => {
    expect(await checkTemplate(await edited((xml) => xml.replace('{日期}', '{@日期}')))).toMatchObject([
      { code: 'raw-xml', tag: '日期' },
    ])
  })

  test('a link to something outside the file', async () => {
    const external =
      '<Relationship Id="rIdX" Type="http://x/attachedTemplate" Target="https://example.invalid/a.dotm" TargetMode="External"/></Relationships>'
    const template = await edited((xml) => xml.replace('</Relationships>', external), 'word/_rels/document.xml.rels')
    expect(await checkTemplate(template)).toMatchObject([{ code: 'external-link' }])
  })

  test('a macro', async () => {
    const template = await loadTemplate(templatesDir, 'mediation-agreement')
    const zip = new PizZip(template.bytes)
    zip.file('word/vbaProject.bin', 'x')
    expect(await checkTemplate({ ...template, bytes: zip.generate({ type: 'uint8array' }) })).toMatchObject([{ code: 'macro' }])
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['no zip', new TextEncoder().encode('not a document')],
    ['a zip that is no document', new PizZip().file('a.txt', 'a').generate({ type: 'uint8array' })],
  ])('a file that is %s', async (_what, bytes) => {
    expect(await checkTemplate({ bytes, fields: [] })).toMatchObject([{ code: 'unreadable' }])
  })

  test('a file cut short', async () => {
    const { bytes, fields } = await loadTemplate(templatesDir, 'mediation-agreement')
    for (const length of [1, 100, 5000, bytes.length - 1])
      expect(await checkTemplate({ bytes: bytes.subarray(0, length), fields })).toMatchObject([{ code: 'unreadable' }])
  })
})

describe('loading', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'templates-'))
    const { bytes } = await loadTemplate(templatesDir, 'recovery-sheet')
    for (const [version, manifest] of [
      [2, '{}'],
      [9, JSON.stringify({ id: 'own-form', version: 9, title: '自制表', register: 'mediation', fields: [], fonts: [] })],
      [10, JSON.stringify({ id: 'own-form', version: 10, title: '自制表', register: 'mediation', fields: [], fonts: [] })],
    ] as const) {
      await mkdir(join(folder, 'own-form', `v${version}`), { recursive: true })
      await writeFile(join(folder, 'own-form', `v${version}`, 'manifest.json'), manifest)
      await writeFile(join(folder, 'own-form', `v${version}`, 'template.docx'), bytes)
    }
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('the highest version, or the one asked for', async () => {
    expect((await loadTemplate(folder, 'own-form')).version).toBe(10)
    expect((await loadTemplate(folder, 'own-form', 9)).version).toBe(9)
  })

  test.each(['../own-form', 'own-form/v9', 'no-such-form', '', 'OWN'])('“%s” is no template', async (id) => {
    await expect(loadTemplate(folder, id)).rejects.toThrow(TemplateError)
  })

  test('an incomplete manifest is refused', async () => {
    await expect(loadTemplate(folder, 'own-form', 2)).rejects.toThrow(/manifest.json/)
  })
})
