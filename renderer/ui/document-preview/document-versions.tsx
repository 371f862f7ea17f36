import { useState } from 'react'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { instantText } from '../../lib/format.ts'
import { Notice } from '../notice.tsx'
import { PlainTable } from '../plain-table.tsx'
import { useToday } from '../today.ts'

interface DocumentVersionsProps {
  paper: { template: string; recordId: string }
  /** counts up when a version was saved */
  revision: number
  onLook: (id: string, name: string) => void
  /** what was edited in Word no longer counts */
  onDiscarded: () => void
}

/** What was kept of a document: printed and signed, or saved in Word. Nothing of it is ever overwritten. */
export function DocumentVersions({ paper, revision, onLook, onDiscarded }: DocumentVersionsProps) {
  const today = useToday()
  const [failure, setFailure] = useState<string>()
  const { data, error } = useLoaded(['document', 'versions', paper.template, paper.recordId, revision], () =>
    api.document.versions(paper),
  )
  const versions = data?.versions ?? []
  if (error !== null) return <Notice tone="bad">{messageOf(error)}</Notice>
  if (data !== undefined && versions.length === 0)
    return <p className="muted note document-versions">还没有保存过版本。打印时、在 Word 中保存时各留一版。</p>
  return (
    <div className="document-versions">
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <PlainTable
        label="版本"
        rows={versions}
        keyOf={({ id }) => id}
        columns={[
          { label: '版', kind: 'short', cell: ({ version }) => `第 ${String(version)} 版` },
          { label: '来历', cell: ({ origin }) => (origin === 'edited' ? '在 Word 中修改' : '按案件内容生成') },
          { label: '模板', kind: 'short', cell: ({ madeWith }) => madeWith },
          { label: '时间', kind: 'short', cell: ({ at, by }) => `${instantText(at, today)} ${by}` },
          {
            label: '操作',
            kind: 'short',
            cell: ({ id, version }) => (
              <button
                type="button"
                className="link"
                aria-label={`查看第 ${String(version)} 版`}
                onClick={() => {
                  onLook(id, `第 ${String(version)} 版`)
                }}
              >
                查看
              </button>
            ),
          },
        ]}
      />
      {versions[0]?.origin === 'edited' && (
        <p className="note">
          现在打印的是在 Word 中改过的那一版，案件后来的改动不会再带进来。
          <button
            type="button"
            className="link"
            onClick={() => {
              api.document.discardEdits(paper).then(onDiscarded, (reason: unknown) => {
                setFailure(messageOf(reason))
              })
            }}
          >
            改回按案件内容生成
          </button>
        </p>
      )}
    </div>
  )
}
