import { Notice } from '../../../ui/notice.tsx'
import type { AddedFile } from './adding.ts'

const running = { waiting: '等待', preparing: '整理', sending: '放入' } as const

/** What is on its way to one paper, what has arrived and what has not, by name. */
export function AddingPanel({ files, onClear }: { files: readonly AddedFile[]; onClear: () => void }) {
  const under = files.filter(isRunning)
  const done = files.filter(({ state }) => state === 'done')
  const failed = files.filter(({ state }) => state === 'failed')
  const shrunk = done.filter(({ words }) => words !== undefined)
  const clear = (failed.length > 0 || under.length === 0) && (
    <button type="button" className="link" onClick={onClear}>
      知道了
    </button>
  )
  return (
    <div className="adding no-print" ref={bringIntoView}>
      {under.length > 0 && (
        <Notice tone="info">
          正在放入：已放入 {done.length} 件，还有 {under.length} 件
          <ul className="adding-list">
            {under.map((file) => (
              <li key={file.key}>
                <span className="adding-name">{file.name}</span>
                <span className="dim note">{running[file.state]}</span>
                <progress
                  aria-label={`${file.name} ${running[file.state]}`}
                  value={file.state === 'waiting' ? 0 : file.state === 'sending' ? file.done : undefined}
                  max={Math.max(file.total, 1)}
                />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {failed.length > 0 && (
        <Notice tone="bad" action={done.length === 0 && clear}>
          {failed.length} 件没有放入：
          <ul className="adding-list">
            {failed.map(({ key, name, words }) => (
              <li key={key}>
                <strong className="adding-name">{name}</strong>：{words}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {under.length === 0 && done.length > 0 && (
        <Notice tone="good" action={clear}>
          已放入 {done.length} 件：{done.map(({ name }) => name).join('、')}
          {shrunk.length > 0 && (
            <span className="muted">
              。为节省空间缩小了 {shrunk.length} 件：{shrunk.map(({ name, words }) => `${name} ${words ?? ''}`).join('；')}
            </span>
          )}
        </Notice>
      )}
    </div>
  )
}

const bringIntoView = (panel: HTMLElement | null) => {
  panel?.scrollIntoView({ block: 'nearest' })
}

type Running = AddedFile & { state: keyof typeof running }
const isRunning = (file: AddedFile): file is Running => Object.hasOwn(running, file.state)
