import { Notice } from '../../../ui/notice.tsx'
import type { AddedFile } from './adding.ts'

const running = { waiting: '等待', preparing: '整理', sending: '放入' } as const

/** What is on its way, what has arrived and what has not, by name. */
export function AddingPanel({ files, onClear }: { files: readonly AddedFile[]; onClear: () => void }) {
  if (files.length === 0) return null
  const under = files.filter(isRunning)
  const done = files.filter(({ state }) => state === 'done')
  const failed = files.filter(({ state }) => state === 'failed')
  const clear = (
    <button type="button" className="link" onClick={onClear}>
      知道了
    </button>
  )
  const shrunk = done.filter(({ words }) => words !== undefined)
  return (
    <div className="adding no-print">
      {under.length > 0 && (
        <Notice tone="info">
          正在放入：已放入 {done.length} 件，还有 {under.length} 件
          <ul className="adding-list">
            {under.map((file) => (
              <li key={file.key}>
                <span className="adding-name">{file.name}</span>
                <span className="dim note">
                  {file.place} · {running[file.state]}
                </span>
                <progress
                  aria-label={`${file.name} ${running[file.state]}`}
                  {...(file.state === 'sending' && { value: file.done, max: Math.max(file.total, 1) })}
                />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {failed.map((file) => (
        <Notice
          key={file.key}
          tone="bad"
          action={under.length === 0 && file === failed[0] && done.length === 0 ? clear : undefined}
        >
          没有放入 {file.name}（{file.place}）：{file.words}
        </Notice>
      ))}
      {under.length === 0 && done.length > 0 && (
        <Notice tone="good" action={clear}>
          已放入 {done.length} 件：{done.map(({ name }) => name).join('、')}
          {shrunk.length > 0 && `。为节省空间，${shrunk.map(({ name, words }) => `${name} 由 ${words ?? ''}`).join('；')}`}
        </Notice>
      )}
    </div>
  )
}

type Running = AddedFile & { state: keyof typeof running }
const isRunning = (file: AddedFile): file is Running => Object.hasOwn(running, file.state)
