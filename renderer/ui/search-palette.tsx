import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Dialog } from './dialog.tsx'
import { Icon } from './icons.tsx'
import { isComposing } from './keyboard.ts'
import { MarkedText } from './marked-text.tsx'
import { Tag } from './sheet.tsx'
import './search-palette.css'

export interface PaletteHit {
  /** unique among all groups */
  id: string
  title: string
  detail?: string | undefined
  tag?: string | undefined
  /** words to light up in title and detail */
  marks?: readonly string[] | undefined
}

export interface PaletteGroup {
  group: string
  items: readonly PaletteHit[]
}

export interface SearchPaletteProps {
  open: boolean
  query: string
  /** never called while an input method is composing */
  onQuery: (query: string) => void
  groups: readonly PaletteGroup[]
  busy?: boolean
  onChoose: (hit: PaletteHit) => void
  onClose: () => void
}

/** The search box of the whole desk (Ctrl+K). ↑↓ move, Enter opens, Esc closes. */
export function SearchPalette(props: SearchPaletteProps) {
  return (
    <Dialog open={props.open} label="查找" className="palette" lightDismiss onClose={props.onClose}>
      <PaletteBody {...props} />
    </Dialog>
  )
}

function PaletteBody({ query, onQuery, groups, busy = false, onChoose }: SearchPaletteProps) {
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [composed, setComposed] = useState<string>()
  const [wanted, setWanted] = useState<string>()
  const hits = groups.flatMap((each) => each.items)
  const active = hits.find((hit) => hit.id === wanted) ?? hits[0]

  useEffect(() => {
    input.current?.focus()
  }, [])
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active?.id])

  const move = (step: number) => {
    const index = active === undefined ? 0 : hits.indexOf(active)
    setWanted(hits[(index + step + hits.length) % hits.length]?.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const act = {
      ArrowDown: () => {
        move(1)
      },
      ArrowUp: () => {
        move(-1)
      },
      Enter: () => {
        if (active !== undefined) onChoose(active)
      },
    }[event.key]
    if (act === undefined) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  return (
    <>
      <div className="palette-input">
        <Icon name="search" />
        <input
          ref={input}
          role="combobox"
          aria-label="找人、案件、功能"
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : `${listId}-${active.id}`}
          placeholder="找人、案件、功能：汉字、拼音、号码尾数"
          autoComplete="off"
          spellCheck={false}
          value={composed ?? query}
          onChange={({ target }) => {
            if (composed === undefined) onQuery(target.value)
            else setComposed(target.value)
          }}
          onCompositionStart={({ currentTarget }) => {
            setComposed(currentTarget.value)
          }}
          onCompositionEnd={({ currentTarget }) => {
            setComposed(undefined)
            onQuery(currentTarget.value)
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      <div ref={list} className="palette-list" id={listId} role="listbox" aria-label="查找结果" aria-busy={busy}>
        {groups.map(({ group, items }) => (
          <div key={group} role="group" aria-label={group}>
            <div className="palette-group" aria-hidden="true">
              {group}
            </div>
            {items.map((hit) => (
              <Hit
                key={hit.id}
                id={`${listId}-${hit.id}`}
                hit={hit}
                active={hit === active}
                onPoint={() => {
                  setWanted(hit.id)
                }}
                onChoose={() => {
                  onChoose(hit)
                }}
              />
            ))}
          </div>
        ))}
      </div>
      {hits.length === 0 && (
        <div className="palette-empty" role="status">
          {emptyText(query, busy)}
        </div>
      )}
      <div className="palette-keys" aria-hidden="true">
        <span>↑↓ 选择</span>
        <span>Enter 打开</span>
        <span>Esc 关闭</span>
      </div>
    </>
  )
}

function Hit(props: { id: string; hit: PaletteHit; active: boolean; onPoint: () => void; onChoose: () => void }): ReactNode {
  const { title, detail, tag, marks } = props.hit
  return (
    <div
      id={props.id}
      className="palette-hit"
      role="option"
      aria-selected={props.active}
      onPointerMove={props.onPoint}
      onClick={props.onChoose}
    >
      <span>
        <MarkedText text={title} marks={marks} />
      </span>
      <span className="palette-detail">{detail !== undefined && <MarkedText text={detail} marks={marks} />}</span>
      {tag !== undefined && <Tag>{tag}</Tag>}
    </div>
  )
}

function emptyText(query: string, busy: boolean): string {
  if (busy) return '正在查找…'
  if (query.trim() === '') return '输入姓名、拼音首字母（wjg）、案号、证件或电话尾数，或功能名称。'
  return `没有找到“${query}”。可以少输几个字，或换成拼音首字母、号码后四位。`
}
