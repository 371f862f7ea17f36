import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import PizZip from 'pizzip'
import { renderDocx } from './render.ts'
import { blankLine } from './tag.ts'
import { sampleOf, templatesDir } from './testing.ts'
import { loadTemplate, TemplateError, type Template } from './template.ts'

const ids = await readdir(templatesDir)

/** One paragraph or more, in the dress of a real template. */
async function templateWith(xml: string): Promise<Pick<Template, 'bytes'>> {
  const { bytes } = await loadTemplate(templatesDir, 'recovery-sheet')
  const zip = new PizZip(bytes)
  const source = zip.file('word/document.xml')?.asText() ?? ''
  zip.file('word/document.xml', source.replace(/<w:body>.*<w:sectPr>/s, `<w:body>${xml}<w:sectPr>`))
  return { bytes: zip.generate({ type: 'uint8array' }) }
}

const p = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

function documentXml(docx: Uint8Array): string {
  return new PizZip(docx).file('word/document.xml')?.asText() ?? ''
}

/** Text of the body, one line per paragraph. */
function textOf(docx: Uint8Array): string[] {
  return [...documentXml(docx).matchAll(/<w:p[ >].*?<\/w:p>|<w:p\/>/gs)].map(([paragraph]) =>
    paragraph
      .replace(/<w:br\/>/g, '\n')
      .replace(/<[^>]+>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&apos;/g, "'")
      .replace(/&amp;/g, '&'),
  )
}

describe('every template prints', () => {
  test.each(ids)('%s: its sample, whole, with no tag and no blank left over', async (id) => {
    const sample = await sampleOf(id)
    const docx = await renderDocx(await loadTemplate(templatesDir, id), sample)
    const text = textOf(docx).join('\n')
    expect(text).not.toMatch(/[{}]|undefined|null|\[object/)
    expect(text).not.toContain(blankLine)
    for (const value of printed(sample)) expect(text).toContain(value)
  })

  test.each(ids)('%s: an empty record prints lines to write on', async (id) => {
    const text = textOf(await renderDocx(await loadTemplate(templatesDir, id), {})).join('\n')
    expect(text).not.toMatch(/[{}]|undefined|null/)
    expect(text).toContain(blankLine)
  })

  test.each(ids)('%s: the same record gives the same bytes', async (id) => {
    const [template, sample] = [await loadTemplate(templatesDir, id), await sampleOf(id)]
    expect(Buffer.compare(await renderDocx(template, sample), await renderDocx(template, sample))).toBe(0)
  })
})

function printed(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(printed)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(printed)
  return typeof value === 'boolean' ? [] : String(value).split('\n')
}

describe('text is only ever text', () => {
  test.each([
    '{编号}',
    '{#当事人}',
    '{{{',
    '}{/}',
    '<w:t>x</w:t>',
    '</w:t></w:r></w:p><w:p>',
    '& &amp; &#60; ]]>',
    '"引号\' $& $1 \\u0000',
    '㼆𬭊𠮷',
    '=1+1',
    '{@raw}',
  ])('%s', async (value) => {
    const docx = await renderDocx(await templateWith(p('前{值}后')), { 值: value, 编号: '不应出现' })
    expect(textOf(docx)).toEqual([`前${value}后`])
  })

  test('control characters and halves of characters are dropped', async () => {
    const docx = await renderDocx(await templateWith(p('前{值}后')), {
      值: 'a\u0000\u0001\u0008\u000b\u001f\ufffe\ufdd0\ud800b\ue000',
    })
    expect(textOf(docx)).toEqual(['前ab\ue000后'])
  })

  test('10,000 characters stay 10,000', async () => {
    const value = '石榴镇'.repeat(3333) + '止'
    expect(textOf(await renderDocx(await templateWith(p('{值}')), { 值: value }))).toEqual([value])
  })

  test('a line break is a break in the paragraph, and a paragraph where the template says so', async () => {
    const value = '第一行\r\n第二行\n\n第三行'
    expect(textOf(await renderDocx(await templateWith(p('{值}')), { 值: '一\n二' }))).toEqual(['一\n二'])
    expect(textOf(await renderDocx(await templateWith(p('{#值|段落}') + p('　{.}') + p('{/值|段落}')), { 值: value }))).toEqual([
      '　第一行',
      '　第二行',
      '　第三行',
    ])
  })
})

describe('tags', () => {
  test('a missing value prints as a line to write on, or as nothing in a form cell', async () => {
    expect(textOf(await renderDocx(await templateWith(p('{甲}|{乙|空}|{丙}')), { 甲: undefined, 丙: null }))).toEqual([
      `${blankLine}||${blankLine}`,
    ])
  })

  test('an empty text counts as missing; zero does not', async () => {
    expect(textOf(await renderDocx(await templateWith(p('{甲}|{乙}')), { 甲: '', 乙: 0 }))).toEqual([`${blankLine}|0`])
  })

  test('places in a list hold inside a condition', async () => {
    const template = await templateWith(
      p('{#项}') + p('{#有}{$cn}、{/有}{^有}（{$n}）{/有}{名}{#$last}。{/$last}{^$last}；{/$last}') + p('{/项}'),
    )
    const docx = await renderDocx(template, { 项: [{ 名: '甲', 有: true }, { 名: '乙' }, { 名: '丙', 有: '是' }] })
    expect(textOf(docx)).toEqual(['一、甲；', '（2）乙；', '三、丙。'])
  })

  test('|有 is true once for a list with items', async () => {
    const template = await templateWith(p('{#列|有}列：{#列}{.}{/列}{/列|有}{^列|有}无{/列|有}'))
    expect(textOf(await renderDocx(template, { 列: ['甲', '乙'] }))).toEqual(['列：甲乙'])
    expect(textOf(await renderDocx(template, { 列: [] }))).toEqual(['无'])
  })

  test('names every object carries are not fields', async () => {
    expect(textOf(await renderDocx(await templateWith(p('{constructor}{toString}{__proto__}')), {}))).toEqual([
      blankLine.repeat(3),
    ])
  })
})

test('a broken template is refused with the tag named', async () => {
  const broken = await templateWith(p('{#当事人}{姓名}'))
  await expect(renderDocx(broken, {})).rejects.toThrow(TemplateError)
  await expect(renderDocx(broken, {})).rejects.toThrow(/当事人/)
})
