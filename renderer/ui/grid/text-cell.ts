import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community'

export interface TextCellParams {
  toText: (value: unknown) => string
}

interface Context {
  /** words of the search as one pattern, or none */
  lit: RegExp | undefined
}

type Params = ICellRendererParams<unknown, unknown, Context> & TextCellParams

/** A cell of plain text with the words of the search lit, drawn without a component: thousands of them pass by while scrolling. */
export class TextCell implements ICellRendererComp {
  readonly #element = document.createElement('span')

  init(params: Params): void {
    this.#draw(params)
  }

  getGui(): HTMLElement {
    return this.#element
  }

  refresh(params: Params): boolean {
    this.#draw(params)
    return true
  }

  #draw({ data, value, toText, context }: Params): void {
    const element = this.#element
    const text = data === undefined ? '' : toText(value)
    const missing = data !== undefined && text === ''
    element.className = missing ? 'grid-empty' : ''
    const { lit } = context
    if (lit?.test(text) === true)
      element.replaceChildren(...text.split(lit).map((part, at) => (at % 2 === 1 ? mark(part) : part)))
    else element.textContent = missing ? '—' : text
  }
}

function mark(text: string): HTMLElement {
  const element = document.createElement('mark')
  element.textContent = text
  return element
}

/** Splits a text into parts of which every second one is lit; case does not matter. */
export function litPattern(marks: readonly string[]): RegExp | undefined {
  const words = marks.filter((word) => word !== '').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return words.length === 0 ? undefined : new RegExp(`(${words.join('|')})`, 'i')
}
