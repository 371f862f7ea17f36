import { useState } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { dayText } from '../../lib/format.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { valueText } from '../../ui/register/record-detail.ts'
import { useToday } from '../../ui/today.ts'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'
import { EvidenceDialog } from './evidence-dialog.tsx'
import { EvidenceLine } from './evidence-line.tsx'
import { takesRecords, RemovePart } from './part-actions.tsx'
import './forms.css'

/** 证据: what was handed in, by whom, and how many scans of it are in the file. One more is added below the table. */
export function EvidenceTab({ view }: { view: CaseView }) {
  const today = useToday()
  const [open, setOpen] = useState<{ step: 'edit' | 'remove'; record: RecordView }>()
  const writable = takesRecords(view)
  const close = () => {
    setOpen(undefined)
  }
  const text = (row: RecordView, field: string) => valueText('evidence', field, row)
  return (
    <>
      {view.evidence.length === 0 ? (
        <p className="case-blank muted">
          {writable ? '还没有证据。在下面逐件登记：填完按 Enter，接着登记下一件。' : '没有登记证据。'}
        </p>
      ) : (
        <PlainTable<RecordView>
          label="证据"
          rows={view.evidence}
          keyOf={({ id }) => id}
          columns={[
            { label: '序号', kind: 'short', cell: (row) => view.evidence.indexOf(row) + 1 },
            {
              label: '证据名称',
              cell: (row) => (
                <>
                  {row.title}
                  {textOf(row, 'proves') !== '' && <div className="dim note">证明：{textOf(row, 'proves')}</div>}
                </>
              ),
            },
            { label: '种类', kind: 'short', cell: (row) => text(row, 'evidenceKind') },
            { label: '提供人', kind: 'short', cell: (row) => text(row, 'provider') || '—' },
            { label: '原件/复制件', kind: 'short', cell: (row) => text(row, 'evidenceForm') },
            { label: '页数', kind: 'number', cell: (row) => text(row, 'pages') || '—' },
            { label: '收取', kind: 'short', cell: (row) => dayText(textOf(row, 'receivedOn'), today) },
            { label: '扫描件', kind: 'number', cell: (row) => scansOf(view, row.id) || '—' },
            {
              label: '办理',
              kind: 'short',
              cell: (record) =>
                writable && (
                  <span className="actions">
                    {(['edit', 'remove'] as const).map((step) => (
                      <button
                        key={step}
                        type="button"
                        className="link"
                        aria-label={`${stepWords[step]}${record.title}`}
                        onClick={() => {
                          setOpen({ step, record })
                        }}
                      >
                        {stepWords[step]}
                      </button>
                    ))}
                  </span>
                ),
            },
          ]}
        />
      )}
      {writable && <EvidenceLine view={view} />}
      {open?.step === 'edit' && <EvidenceDialog caseId={view.record.id} record={open.record} onClose={close} />}
      {open?.step === 'remove' && <RemovePart register="evidence" part={open.record} onEnd={close} />}
    </>
  )
}

const stepWords = { edit: '修改', remove: '删除' }

/** Scans in the file that belong to this piece of evidence. */
const scansOf = ({ documents }: CaseView, evidenceId: string): number =>
  documents.flatMap(({ scans }) => scans).filter(({ values }) => values['evidenceId'] === evidenceId).length
