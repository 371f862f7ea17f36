import { Button, Radio } from 'antd'
import type { ReactNode } from 'react'
import { sizeText } from '../lib/size-text.ts'
import { Notice } from './notice.tsx'
import './medium-chooser.css'

export interface MediumChoice {
  id: string
  label: string
  kind: 'stick' | 'folder'
  freeBytes: number
}

export interface MediumChooserProps {
  /** 写到哪里 */
  label: string
  media: readonly MediumChoice[]
  chosen: string | undefined
  onChoose: (id: string) => void
  onRefresh: () => void
  refreshing?: boolean
  /** absent where the host has no dialog for folders */
  onPickFolder?: (() => void) | undefined
  /** said when nothing is plugged in */
  empty?: ReactNode
}

/** Sticks and folders to choose from, with their free space. */
export function MediumChooser(props: MediumChooserProps) {
  const { media, chosen, onChoose, refreshing = false, onPickFolder } = props
  return (
    <div className="media">
      {media.length === 0 ? (
        <Notice tone="warn">{props.empty ?? '没有发现U盘。请插入U盘，稍等几秒后点“刷新”。'}</Notice>
      ) : (
        <Radio.Group
          className="media-list"
          aria-label={props.label}
          value={chosen ?? null}
          onChange={({ target }: { target: { value?: unknown } }) => {
            if (typeof target.value === 'string') onChoose(target.value)
          }}
        >
          {media.map(({ id, label, kind, freeBytes }) => (
            <Radio key={id} value={id} className="medium">
              <span className="medium-name">{label}</span>
              <span className="muted note">{kind === 'stick' ? 'U盘' : '文件夹'}</span>
              <span className="push muted note">可用 {sizeText(freeBytes)}</span>
            </Radio>
          ))}
        </Radio.Group>
      )}
      <div className="actions no-print">
        <Button onClick={props.onRefresh} loading={refreshing}>
          刷新
        </Button>
        {onPickFolder !== undefined && <Button onClick={onPickFolder}>选择文件夹…</Button>}
      </div>
    </div>
  )
}
