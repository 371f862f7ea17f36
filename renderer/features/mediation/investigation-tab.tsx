import { Button } from 'antd'
import { useState } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { fullDayText } from '../../lib/format.ts'
import { DocumentPreview } from '../../ui/document-preview/document-preview.tsx'
import { Facts } from '../../ui/ledger-page.tsx'
import { recordFacts } from '../../ui/register/record-facts.tsx'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'
import { InvestigationDialog } from './investigation-dialog.tsx'
import { takesRecords, RemovePart } from './part-actions.tsx'
import './forms.css'

type Open = { step: 'write' | 'remove' | 'print'; record: RecordView } | { step: 'new' }

/** 调查记录: whom was asked, when, and what was said. */
export function InvestigationTab({ view }: { view: CaseView }) {
  const [open, setOpen] = useState<Open>()
  const writable = takesRecords(view)
  const close = () => {
    setOpen(undefined)
  }
  return (
    <>
      <div className="part-head no-print">
        <span className="muted">
          {view.investigations.length === 0
            ? '向当事人和知情人了解情况，每人一份；打印后由被调查人看过签名。'
            : `${String(view.investigations.length)} 份`}
        </span>
        {writable && (
          <Button
            className="push"
            onClick={() => {
              setOpen({ step: 'new' })
            }}
          >
            记录调查
          </Button>
        )}
      </div>
      <ul className="case-list">
        {view.investigations.map((record) => (
          <Investigation
            key={record.id}
            record={record}
            writable={writable}
            onStep={(step) => {
              setOpen({ step, record })
            }}
          />
        ))}
      </ul>
      {open?.step === 'new' && <InvestigationDialog view={view} record={undefined} onClose={close} />}
      {open?.step === 'write' && <InvestigationDialog view={view} record={open.record} onClose={close} />}
      {open?.step === 'remove' && <RemovePart register="investigation" part={open.record} onEnd={close} />}
      {open?.step === 'print' && (
        <DocumentPreview
          request={{ template: 'mediation-investigation', recordId: open.record.id, title: '人民调解调查记录' }}
          onClose={close}
        />
      )}
    </>
  )
}

interface InvestigationProps {
  record: RecordView
  writable: boolean
  onStep: (step: 'write' | 'remove' | 'print') => void
}

function Investigation({ record, writable, onStep }: InvestigationProps) {
  const step = (label: string, name: 'write' | 'remove' | 'print') => (
    <button
      type="button"
      className="link"
      aria-label={`${label}：${textOf(record, 'name')}的调查记录`}
      onClick={() => {
        onStep(name)
      }}
    >
      {label}
    </button>
  )
  const times = [textOf(record, 'startedAt'), textOf(record, 'endedAt')].filter((time) => time !== '').join(' 至 ')
  return (
    <li className="case-part">
      <div className="case-list-head">
        <h3>{textOf(record, 'name')}</h3>
        <span className="muted note">
          {[fullDayText(textOf(record, 'investigatedOn')), times, textOf(record, 'place')]
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
        <span className="actions push no-print">
          {step('预览打印', 'print')}
          {writable && step('修改', 'write')}
          {writable && step('删除', 'remove')}
        </span>
      </div>
      <p className="case-body">{textOf(record, 'body')}</p>
      <div className="case-facts">
        <Facts facts={recordFacts('investigation', ['sex', 'age', 'relationToDispute'], record)} />
        <Facts facts={recordFacts('investigation', ['phone', 'address'], record)} />
        <Facts facts={recordFacts('investigation', ['investigators', 'recorder', 'participants'], record)} />
      </div>
    </li>
  )
}
