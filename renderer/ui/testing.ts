/**
 * What jsdom lacks and our parts need: modal dialogs, scrolling into view, ResizeObserver. Tests of pages call this
 * first (`beforeAll(withBrowserParts)`); the real ones are exercised in Chromium by e2e.
 */
export function withBrowserParts(): void {
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false
  }
  Element.prototype.scrollIntoView = () => undefined
  globalThis.ResizeObserver = class {
    observe(): void {
      // nothing has a size in jsdom
    }
    unobserve(): void {
      // as above
    }
    disconnect(): void {
      // as above
    }
  }
}
