import { act, fireEvent, render, screen } from '@testing-library/react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import type { RouteObject } from 'react-router'
import { newTestDesk } from '../../core/testing.ts'
import type { TestDesk } from '../../core/testing.ts'
import { Providers } from '../app/providers.tsx'
import { setTransport } from '../lib/api.ts'
import { SessionContext, useChangeStream } from '../lib/session.tsx'
import type { Session } from '../lib/session.tsx'

/** The day of every test desk. */
export const today = '2026-11-21'

/** A desk after its first run, which the page's own `api` calls in process. */
export async function deskForPages(): Promise<TestDesk> {
  const desk = await newTestDesk()
  setTransport((path, input, options) => {
    let call: unknown = desk.api
    for (const step of path) call = (call as Record<string, unknown>)[step]
    return (call as (input: unknown, options: unknown) => Promise<unknown>)(input, options)
  })
  return desk
}

/** Shows the pages at their addresses, as the frame would; returns where the page is. */
export async function showPages(desk: TestDesk, at: string, routes: RouteObject[]): Promise<() => string> {
  const { unit, account } = await desk.api.session.status()
  if (unit === null || account === null) throw new Error('nobody is logged in')
  const session: Session = { unit, account, today, demo: false, appVersion: '', idleMinutes: 15, lock: () => undefined }
  const router = createMemoryRouter(routes, { initialEntries: [at] })
  render(
    <Providers today={today}>
      <SessionContext value={session}>
        <Changes />
        <RouterProvider router={router} />
      </SessionContext>
    </Providers>,
  )
  return () => router.state.location.pathname
}

function Changes() {
  useChangeStream(true)
  return null
}

/** The control of a field of the form, by its path: `parties.0.phone`. */
export async function fieldAt(path: string): Promise<HTMLInputElement | HTMLTextAreaElement> {
  const input = await screen.findByText(
    (_, element) => element?.matches(`[data-field="${path}"] :is(input, textarea)`) ?? false,
    { ignore: false },
  )
  return input as HTMLInputElement | HTMLTextAreaElement
}

export async function typeAt(path: string, text: string): Promise<void> {
  const input = await fieldAt(path)
  act(() => {
    input.focus()
  })
  fireEvent.change(input, { target: { value: text } })
}

export function pressKey(key: string, more: object = {}): void {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, keyCode: key === 'Enter' ? 13 : 0, ...more })
}

/** The message under a field. */
export const messageAt = (path: string): string =>
  document.querySelector(`[data-field="${path}"] .field-error`)?.textContent ?? ''
