const stops = '[data-field] :is(input, textarea):not(:disabled)'

/** Puts the keyboard into the first field after a part of the form, where it went lost with a field that is no longer asked. */
export function focusAfter(part: HTMLElement | null): void {
  if (part === null) return
  const { activeElement } = document
  if (activeElement !== null && activeElement !== document.body && !part.contains(activeElement)) return
  const following = [...(part.closest('form')?.querySelectorAll<HTMLElement>(stops) ?? [])]
  const isAfter = (stop: HTMLElement) =>
    !part.contains(stop) && (part.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  following.find(isAfter)?.focus()
}
