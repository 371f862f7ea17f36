import { Button } from 'antd'
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { casePapers } from '../../../core/domain/mediation/case-documents.ts'
import type { TemplateEntry } from '../../../core/contract/template.ts'
import { api, pickFile, saveFile, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { instantText } from '../../lib/format.ts'
import { DocumentPreview } from '../../ui/document-preview/document-preview.tsx'
import type { DocumentRequest } from '../../ui/document-preview/document-preview.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { PageHead, Tag } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import { FieldList } from './field-list.tsx'
import { ReplaceDialog } from './replace-dialog.tsx'
import './template.css'

const levels = { builtIn: '内置', county: '县级', office: '本单位' } as const

/** Papers of a case in the order of the file, then those of other ledgers. */
const placeOf = (template: string): number => {
  const place = casePapers.findIndex((paper) => paper.template === template)
  return place < 0 ? casePapers.length : place
}

type TemplateFile = TemplateEntry['files'][number]

/** 文书模板: what papers are made with, at three levels; taken out, edited in Word, checked and put back. */
export function TemplatePage() {
  const today = useToday()
  const queries = useQueryClient()
  const { data, error } = useLoaded(['template', 'list'], () => api.template.list())
  const [chosen, setChosen] = useState<string>()
  const [preview, setPreview] = useState<DocumentRequest>()
  const [upload, setUpload] = useState<{ entry: TemplateEntry; fileRef: string; fileName: string }>()
  const [failure, setFailure] = useState<string>()
  const [said, setSaid] = useState<string>()
  const templates = (data?.templates ?? []).toSorted((one, other) => placeOf(one.template) - placeOf(other.template))
  const entry = templates.find(({ template }) => template === chosen) ?? templates[0]
  const run = (work: () => Promise<unknown>) => {
    setFailure(undefined)
    work().catch((reason: unknown) => {
      setFailure(messageOf(reason))
    })
  }
  const again = () => queries.invalidateQueries({ queryKey: ['template'] })
  const takeOut = (id: string | null) => {
    if (entry === undefined) return
    run(async () => {
      const { fileRef, name } = await api.template.download({ template: entry.template, id })
      await saveFile(fileRef, name)
    })
  }
  return (
    <div className="page page-fill">
      <PageHead title="文书模板" note="改动模板不影响已经保存的文书：它们仍按当时的模板打印" />
      {error !== null && <Notice tone="bad">{messageOf(error)}</Notice>}
      <div className="sheet template-page">
        <nav className="template-names" aria-label="文书">
          <ul>
            {templates.map(({ template, title, files }) => (
              <li key={template}>
                <button
                  type="button"
                  aria-current={template === entry?.template}
                  onClick={() => {
                    setChosen(template)
                    setSaid(undefined)
                    setFailure(undefined)
                  }}
                >
                  <span>{title}</span>
                  {files.some(({ inUse, level }) => inUse && level !== 'builtIn') && <Tag tone="blue">自备</Tag>}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        {entry !== undefined && (
          <section className="template-entry" aria-label={entry.title}>
            <div className="template-bar">
              <h2>{entry.title}</h2>
              {entry.guide !== null && <span className="note">{entry.guide}</span>}
              <span className="actions push">
                <Button
                  icon={<Icon name="print" />}
                  onClick={() => {
                    setPreview({
                      template: entry.template,
                      recordId: '',
                      title: `${entry.title}（样例）`,
                      load: () => api.template.preview({ template: entry.template, fileRef: null, recordId: null }),
                    })
                  }}
                >
                  看样例
                </Button>
                <Button
                  icon={<Icon name="download" />}
                  onClick={() => {
                    takeOut(null)
                  }}
                >
                  取出在用的模板
                </Button>
                <Button
                  type="primary"
                  onClick={() => {
                    run(async () => {
                      const file = await pickFile('.docx')
                      if (file !== null) setUpload({ entry, fileRef: file.fileRef, fileName: file.name })
                    })
                  }}
                >
                  换上改好的模板
                </Button>
              </span>
            </div>
            {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
            {said !== undefined && <Notice tone="good">{said}</Notice>}
            <PlainTable<TemplateFile>
              label="版本"
              rows={entry.files}
              keyOf={({ id, level }) => id ?? level}
              marked={({ inUse }) => inUse}
              columns={[
                { label: '层级', kind: 'short', cell: ({ level, version }) => `${levels[level]} v${String(version)}` },
                {
                  label: '状态',
                  kind: 'short',
                  cell: ({ inUse, retired }) =>
                    inUse ? <Tag tone="green">在用</Tag> : retired ? <Tag>已停用</Tag> : <Tag>备用</Tag>,
                },
                { label: '说明', cell: ({ note, name }) => note ?? name },
                {
                  label: '换上',
                  kind: 'short',
                  cell: ({ uploadedAt, uploadedBy }) =>
                    uploadedAt === null ? '随程序' : `${instantText(uploadedAt, today)} ${uploadedBy ?? ''}`,
                },
                {
                  label: '操作',
                  kind: 'short',
                  cell: ({ id, level, version, retired }) => (
                    <span className="actions">
                      {id !== null && (
                        <button
                          type="button"
                          className="link"
                          aria-label={`取出：${levels[level]} v${String(version)}`}
                          onClick={() => {
                            takeOut(id)
                          }}
                        >
                          取出
                        </button>
                      )}
                      {id !== null && !retired && (
                        <button
                          type="button"
                          className="link"
                          aria-label={`停用：${levels[level]} v${String(version)}`}
                          onClick={() => {
                            run(async () => {
                              await api.template.retire({ id })
                              await again()
                              setSaid('已停用，以后按下一层级的模板打印。')
                            })
                          }}
                        >
                          停用
                        </button>
                      )}
                    </span>
                  ),
                },
              ]}
            />
            <FieldList template={entry.template} />
          </section>
        )}
      </div>
      {upload !== undefined && (
        <ReplaceDialog
          {...upload}
          onPreview={setPreview}
          onSaved={(version) => {
            setUpload(undefined)
            setSaid(`已换上第 ${String(version)} 版，以后的文书按它打印。`)
            void again()
          }}
          onClose={() => {
            setUpload(undefined)
          }}
        />
      )}
      {preview !== undefined && (
        <DocumentPreview
          request={preview}
          onClose={() => {
            setPreview(undefined)
          }}
        />
      )}
    </div>
  )
}
