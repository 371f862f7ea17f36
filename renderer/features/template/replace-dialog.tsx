import { Button } from 'antd'
import { useState } from 'react'
import type { TemplateEntry, TemplateProblemView } from '../../../core/contract/template.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { Dialog } from '../../ui/dialog.tsx'
import type { DocumentRequest } from '../../ui/document-preview/document-preview.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/sheet.tsx'

interface ReplaceDialogProps {
  entry: TemplateEntry
  fileRef: string
  fileName: string
  onPreview: (request: DocumentRequest) => void
  onSaved: (version: number) => void
  onClose: () => void
}

const levels = [
  { level: 'office', label: '本单位自己改的' },
  { level: 'county', label: '县里下发的' },
] as const

/** A Word file before it is used: what is wrong with it and where, how a real case looks in it, then for good. */
export function ReplaceDialog({ entry, fileRef, fileName, onPreview, onSaved, onClose }: ReplaceDialogProps) {
  const { template, title, register } = entry
  const check = useLoaded(['template', 'check', fileRef], () => api.template.check({ template, fileRef }))
  const cases = useLoaded(['template', 'cases', register], async () =>
    register === 'mediation' ? (await api.register.list({ register: 'mediation', limit: 8 })).rows : [],
  )
  const [level, setLevel] = useState<'office' | 'county'>('office')
  const [note, setNote] = useState('')
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  const { data } = check
  const look = (recordId: string | null, name: string) => {
    onPreview({
      template,
      recordId: '',
      title: `${title}（${name}）`,
      load: () => api.template.preview({ template, fileRef, recordId }),
    })
  }
  const save = () => {
    setBusy(true)
    setFailure(undefined)
    api.template
      .save({ template, level, fileRef, note: note.trim() === '' ? null : note.trim() })
      .then(
        ({ version }) => {
          onSaved(version)
        },
        (error: unknown) => {
          setFailure(messageOf(error))
        },
      )
      .finally(() => {
        setBusy(false)
      })
  }
  return (
    <Dialog open title={`换上模板：${title}`} className="template-dialog" onClose={onClose}>
      <p className="muted">{fileName}</p>
      {check.isError && <Notice tone="bad">{messageOf(check.error)}</Notice>}
      {data === undefined && !check.isError && <p className="muted">正在检查…</p>}
      {data?.problems.length === 0 && <Notice tone="good">检查通过：花括号成对，没有不认识的位置，字体都是常用的。</Notice>}
      {data !== undefined && data.problems.length > 0 && (
        <>
          <Notice tone={data.usable ? 'warn' : 'bad'}>
            {data.usable ? '可以使用，请留意下面几处。' : '现在还不能用：请在 Word 里改好下面几处，存盘后重新选择。'}
          </Notice>
          <PlainTable<TemplateProblemView>
            label="检查结果"
            rows={data.problems}
            keyOf={({ code, tag, message }) => `${code} ${tag ?? ''} ${message}`}
            columns={[
              {
                label: '',
                kind: 'short',
                cell: ({ level: how }) => (how === 'block' ? <Tag tone="red">必须改</Tag> : <Tag tone="amber">请留意</Tag>),
              },
              { label: '在哪里', cell: ({ where }) => where ?? '整个文件' },
              { label: '问题', cell: ({ message }) => message },
            ]}
          />
        </>
      )}
      {data?.usable === true && (
        <>
          <p className="template-try">
            先看看印出来的样子：
            <button
              type="button"
              className="link"
              onClick={() => {
                look(null, '样例')
              }}
            >
              样例
            </button>
            {(cases.data ?? []).slice(0, 4).map((one) => (
              <button
                type="button"
                className="link"
                key={one.id}
                onClick={() => {
                  look(one.id, one.title)
                }}
              >
                {one.title}
              </button>
            ))}
          </p>
          <fieldset className="template-level">
            <legend>这份模板是</legend>
            {levels.map((one) => (
              <label key={one.level}>
                <input
                  type="radio"
                  name="level"
                  checked={level === one.level}
                  onChange={() => {
                    setLevel(one.level)
                  }}
                />
                {one.label}
              </label>
            ))}
          </fieldset>
          <label className="template-note">
            说明
            <input
              value={note}
              maxLength={200}
              placeholder="如：按县局 2026 年第 3 号通知改"
              onChange={({ target }) => {
                setNote(target.value)
              }}
            />
          </label>
        </>
      )}
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <div className="actions template-end">
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" disabled={data?.usable !== true} loading={busy} onClick={save}>
          换上
        </Button>
      </div>
    </Dialog>
  )
}
