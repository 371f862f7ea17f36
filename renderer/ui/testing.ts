/** jsdom has no modal dialogs; tests that open one call this first. Chromium's own are tested in e2e. */
export function withModalDialogs(): void {
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false
  }
}
