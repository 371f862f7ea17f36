// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { Providers } from '../app/providers.tsx'
import { Shell } from '../app/shell.tsx'
import { Locked, LockScreen } from './entry.tsx'
import { MaskedValue } from './masked-value.tsx'
import { Stepper } from './stepper.tsx'
import { Tabs } from './tabs.tsx'
import { withBrowserParts } from './testing.ts'
import { CountBalance } from './wizard.tsx'

beforeAll(withBrowserParts)
afterEach(cleanup)

test('counts that do not add up are said, not hidden', () => {
  const parts = [
    { label: '新增', count: 8 },
    { label: '拒收', count: 1 },
  ]
  const { rerender } = render(<CountBalance whole={{ label: '读到', count: 9 }} parts={parts} />)
  expect(screen.queryByRole('alert')).toBeNull()
  rerender(<CountBalance whole={{ label: '读到', count: 10 }} parts={parts} />)
  expect(screen.getByRole('alert').textContent).toContain('读到 10 ≠ 新增 8 ＋ 拒收 1')
})

test('the lock keeps the form and gives the keyboard back to the same field', () => {
  function Desk() {
    const [locked, setLocked] = useState(false)
    return (
      <>
        <Locked locked={locked}>
          <input aria-label="姓名" />
          <button
            type="button"
            onClick={() => {
              setLocked(true)
            }}
          >
            锁屏
          </button>
        </Locked>
        {locked && (
          <LockScreen
            unitName="石榴镇综治中心"
            person={{ name: '王秋石', role: '调解员' }}
            message={undefined}
            busy={false}
            onUnlock={() => {
              setLocked(false)
            }}
            onSwitch={() => undefined}
          />
        )}
      </>
    )
  }
  render(<Desk />)
  const name = screen.getByLabelText<HTMLInputElement>('姓名')
  name.focus()
  fireEvent.change(name, { target: { value: '王卫' } })
  fireEvent.click(screen.getByText('锁屏'))
  expect(screen.queryByRole('textbox', { name: '姓名' })).toBeNull()
  fireEvent(screen.getByRole('dialog', { name: '已锁屏' }), new Event('cancel', { cancelable: true }))
  const password = screen.getByLabelText('密码')
  expect(document.activeElement).toBe(password)
  fireEvent.change(password, { target: { value: 'secret' } })
  fireEvent.submit(password)
  expect(document.activeElement).toBe(name)
  expect(name.value).toBe('王卫')
})

test('a masked value is shown only for a reason', async () => {
  const reasons: string[] = []
  const reveal = (reason: string) => {
    reasons.push(reason)
    return Promise.resolve('410122198802031234')
  }
  render(
    <Providers today="2026-11-21">
      <MaskedValue label="身份证号" masked="410***********1234" reveal={reveal} />
    </Providers>,
  )
  fireEvent.click(screen.getByRole('button', { name: '显示身份证号' }))
  fireEvent.click(screen.getByRole('button', { name: '显示' }))
  expect(screen.getByText('请写明理由，理由会记入操作日志。')).toBeTruthy()
  expect(reasons).toEqual([])
  fireEvent.click(screen.getByLabelText('核对身份'))
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: '显示' }))
    await Promise.resolve()
  })
  expect(reasons).toEqual(['核对身份'])
  expect(screen.getByText('410122198802031234')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '显示身份证号' })).toBeNull()
})

test('a blocked step tells its rule to readers as well', () => {
  render(
    <Stepper
      steps={[
        { id: 'a', label: '调解', state: 'now' },
        { id: 'b', label: '协议', state: 'blocked', reason: '还没有双方签字的记录（M-06）' },
      ]}
    />,
  )
  expect(screen.getByRole('button', { name: /协议.*M-06/ })).toBeTruthy()
  expect(screen.getAllByRole('listitem').map((item) => item.getAttribute('aria-current'))).toEqual(['step', null])
})

test('tabs move by arrows, around the ends', () => {
  function Page() {
    const [active, setActive] = useState('a')
    return (
      <Tabs
        label="内容"
        active={active}
        onChange={setActive}
        tabs={[
          { id: 'a', label: '案情' },
          { id: 'b', label: '文书' },
          { id: 'c', label: '协议' },
        ]}
      >
        {active}
      </Tabs>
    )
  }
  render(<Page />)
  fireEvent.keyDown(screen.getByRole('tab', { name: '案情' }), { key: 'ArrowLeft' })
  expect(document.activeElement).toBe(screen.getByRole('tab', { name: '协议', selected: true }))
  expect(screen.getByRole('tabpanel', { name: '协议' }).textContent).toBe('c')
})

test('the frame: Ctrl+K, Ctrl+L work from anywhere but not while composing; no strip when there is nothing to say', () => {
  const done: string[] = []
  render(
    <MemoryRouter>
      <Shell
        items={[{ id: 'today', label: '工作台', icon: 'today', to: '/today', badge: 6 }]}
        activeId="today"
        narrow={false}
        onNarrow={() => undefined}
        crumbs={[{ label: '工作台' }]}
        create={[]}
        person={{ name: '王秋石', role: '调解员', unit: '石榴镇综治中心' }}
        personMenu={[]}
        onSearch={() => done.push('search')}
        onLock={() => done.push('lock')}
      >
        <input aria-label="姓名" />
      </Shell>
    </MemoryRouter>,
  )
  const name = screen.getByLabelText('姓名')
  fireEvent.keyDown(name, { key: 'k', ctrlKey: true, isComposing: true })
  fireEvent.keyDown(name, { key: 'l', ctrlKey: true, keyCode: 229 })
  expect(done).toEqual([])
  fireEvent.keyDown(name, { key: 'k', ctrlKey: true })
  fireEvent.keyDown(name, { key: 'l', ctrlKey: true })
  expect(done).toEqual(['search', 'lock'])
  expect(screen.getByRole('link', { name: '工作台6件待办', current: 'page' })).toBeTruthy()
  expect(screen.queryByRole('contentinfo')).toBeNull()
  expect(screen.queryByRole('button', { name: '新建' })).toBeNull()
})
