import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community'
import { memo, useCallback, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

/** How a cell that is more than text is drawn. */
type Draw = (row: never, marks: readonly string[]) => ReactNode

interface Drawn {
  key: string
  row: unknown
  draw: Draw
}

/** The grid's cells tell what they hold; what stands in them is drawn by the page around the grid, with its contexts. */
export interface CellBoard {
  put: (element: HTMLElement, drawn: Omit<Drawn, 'key'> | undefined) => void
}

type Params = ICellRendererParams<unknown, unknown, { board: CellBoard }> & { draw: Draw }

/**
 * Elements of cells that are gone. The grid makes its cells anew for every answer, and React listens to some hundred events of
 * each element it first draws into.
 */
const spare: HTMLElement[] = []
const keptSpare = 300

/** A cell drawn by a component: a tag. The grid itself knows only its empty element. */
export class DrawnCell implements ICellRendererComp {
  readonly #element = spare.pop() ?? document.createElement('span')
  #board: CellBoard | undefined

  init(params: Params): void {
    this.#board = params.context.board
    this.refresh(params)
  }

  getGui(): HTMLElement {
    return this.#element
  }

  refresh({ data, draw }: Params): boolean {
    this.#board?.put(this.#element, data === undefined ? undefined : { row: data, draw })
    return true
  }

  destroy(): void {
    this.#board?.put(this.#element, undefined)
    if (spare.length < keptSpare) spare.push(this.#element)
  }
}

/** @returns the board for the grid's context, and what the page has to draw */
export function useDrawnCells(marks: readonly string[]): { board: CellBoard; cells: ReactNode } {
  const held = useRef(new Map<HTMLElement, Drawn>())
  const [shown, setShown] = useState<readonly (readonly [HTMLElement, Drawn])[]>([])
  const waiting = useRef(false)
  const keys = useRef({ given: new WeakMap<HTMLElement, string>(), last: 0 })
  const show = useCallback(() => {
    // many cells come and go in one step of scrolling; they are drawn together
    if (waiting.current) return
    waiting.current = true
    queueMicrotask(() => {
      waiting.current = false
      setShown([...held.current])
    })
  }, [])
  const board = useMemo<CellBoard>(
    () => ({
      put: (element, drawn) => {
        if (drawn === undefined) held.current.delete(element)
        else {
          const { given } = keys.current
          const key = given.get(element) ?? String((keys.current.last += 1))
          given.set(element, key)
          held.current.set(element, { ...drawn, key })
        }
        show()
      },
    }),
    [show],
  )
  const cells = shown.map(([element, { key, row, draw }]) =>
    createPortal(<Cell row={row} draw={draw} marks={marks} />, element, key),
  )
  return { board, cells }
}

const Cell = memo(function Cell({ row, draw, marks }: { row: unknown; draw: Draw; marks: readonly string[] }) {
  return draw(row as never, marks)
})
