// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { SearchPalette } from './search-palette.tsx'
import type { PaletteGroup } from './search-palette.tsx'
import { withBrowserParts } from './testing.ts'

beforeAll(withBrowserParts)
afterEach(cleanup)

const groups: PaletteGroup[] = [
  {
    group: '居民',
    items: [
      { id: 'r1', title: '王建国', detail: '石榴村 3 组', marks: ['王'] },
      { id: 'r2', title: '王家贵', detail: '东关村' },
    ],
  },
  { group: '矛盾调解', items: [{ id: 'm1', title: '王建国与李秀英邻里纠纷' }] },
]

function showPalette() {
  const queries: string[] = []
  const chosen: string[] = []
  function Page() {
    const [query, setQuery] = useState('')
    const onQuery = (next: string) => {
      queries.push(next)
      setQuery(next)
    }
    return (
      <SearchPalette
        open
        query={query}
        onQuery={onQuery}
        groups={query === '' ? [] : groups}
        onChoose={({ id }) => chosen.push(id)}
        onClose={() => chosen.push('closed')}
      />
    )
  }
  render(<Page />)
  return { queries, chosen, input: screen.getByRole<HTMLInputElement>('combobox') }
}

const activeTitle = () => screen.getByRole('option', { selected: true }).textContent

test('arrows walk through all groups and around, Enter opens the active hit', () => {
  const { chosen, input } = showPalette()
  expect(document.activeElement).toBe(input)
  fireEvent.change(input, { target: { value: '王' } })
  const walked = [activeTitle()]
  for (let step = 0; step < 3; step++) {
    fireEvent.keyDown(input, { key: 'ArrowDown' })
    walked.push(activeTitle())
  }
  expect(walked).toEqual(['王建国石榴村 3 组', '王家贵东关村', '王建国与李秀英邻里纠纷', '王建国石榴村 3 组'])
  fireEvent.keyDown(input, { key: 'ArrowUp' })
  expect(document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent).toBe('王建国与李秀英邻里纠纷')
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(chosen).toEqual(['m1'])
})

test('marks are lit in the hit', () => {
  const { input } = showPalette()
  fireEvent.change(input, { target: { value: '王' } })
  expect([...screen.getByRole('option', { selected: true }).querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
    '王',
  ])
})

test('no search and no key while composing; one search when the word is there', () => {
  const { queries, chosen, input } = showPalette()
  fireEvent.compositionStart(input)
  for (const value of ['w', 'wa', 'wang']) fireEvent.change(input, { target: { value } })
  fireEvent.keyDown(input, { key: 'Enter', isComposing: true })
  fireEvent.keyDown(input, { key: 'ArrowDown', keyCode: 229 })
  expect(input.value).toBe('wang')
  expect([queries, chosen]).toEqual([[], []])
  fireEvent.change(input, { target: { value: '王' } })
  fireEvent.compositionEnd(input)
  expect(queries).toEqual(['王'])
  expect(input.value).toBe('王')
})

test('Esc closes; nothing found says what to try', () => {
  const { chosen, input } = showPalette()
  expect(screen.getByRole('status').textContent).toContain('拼音首字母')
  fireEvent(screen.getByRole('dialog', { name: '查找' }), new Event('cancel', { cancelable: true }))
  expect(chosen).toEqual(['closed'])
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(chosen).toEqual(['closed'])
})
