import { act, fireEvent, waitFor } from '@testing-library/react'

/** The control of a field of the form, by its path: `parties.0.phone`. */
export async function fieldAt(path: string): Promise<HTMLInputElement | HTMLTextAreaElement> {
  return waitFor(() => {
    const input = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[data-field="${path}"] :is(input, textarea)`)
    if (input === null) throw new Error(`the page has no field ${path}`)
    return input
  })
}

/** Puts the keyboard there and replaces what stands there. */
export async function typeAt(path: string, text: string): Promise<void> {
  const input = await fieldAt(path)
  act(() => {
    input.focus()
  })
  fireEvent.change(input, { target: { value: text } })
}

/** A key where the keyboard is; antd's lists listen to the old key code of Enter. */
export function pressKey(key: string, more: object = {}): void {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, keyCode: key === 'Enter' ? 13 : 0, ...more })
}

/** The message under a field. */
export const messageAt = (path: string): string =>
  document.querySelector(`[data-field="${path}"] .field-error`)?.textContent ?? ''
