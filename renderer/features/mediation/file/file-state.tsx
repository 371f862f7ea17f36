import { useState } from 'react'
import type { RecordView } from '../../../../core/contract/register.ts'
import { dueText } from '../../../lib/format.ts'
import { Notice } from '../../../ui/notice.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Tag } from '../../../ui/sheet.tsx'
import { useToday } from '../../../ui/today.ts'
import type { CaseView } from '../case.ts'
import { textOf } from '../case-state.ts'
import { VerbButton } from '../verb-button.tsx'
import { fileDialogs } from './file-dialogs.tsx'
import type { FileVerb } from './file-dialogs.tsx'
import { openLoan } from './open-loan.ts'

const verbs: readonly FileVerb[] = ['fileCase', 'archiveCase', 'lendFile', 'returnFile']
const isFileVerb = (verb: string): verb is FileVerb => verbs.some((one) => one === verb)
const said: Readonly<Record<FileVerb, string>> = {
  fileCase: '已立卷。',
  archiveCase: '已归档。',
  lendFile: '借出已登记。',
  returnFile: '归还已登记。',
}

/** Where the bound file is: not yet made, made, on its shelf, with a borrower; and what can be done with it now. */
export function FileState({ view }: { view: CaseView }) {
  const today = useToday()
  const [open, setOpen] = useState<FileVerb>()
  const [done, setDone] = useState<FileVerb>()
  const { record, loans } = view
  const status = textOf(record, 'status')
  const steps = view.verbs.filter(({ verb, refused }) => isFileVerb(verb) && (refused === null || status === 'closed'))
  const loan = openLoan(view)
  const filed = textOf(record, 'filedOn') !== ''
  if (!filed && steps.length === 0) return null
  const Step = open === undefined ? undefined : fileDialogs[open]
  return (
    <section className="file-state" aria-label="卷宗">
      <div className="file-line">
        <Tag tone={loan !== undefined ? 'amber' : filed ? 'green' : 'grey'}>
          {loan !== undefined ? '已借出' : (record.labels['status'] ?? '')}
        </Tag>
        <span className="file-facts">{filed ? filedWords(record) : unfiledWords(record, today)}</span>
        <span className="actions push no-print">
          {steps.map(({ verb, label, refused }) => (
            <VerbButton
              key={verb}
              refused={refused}
              primary={verb === 'fileCase' || verb === 'returnFile'}
              onClick={() => {
                setDone(undefined)
                if (isFileVerb(verb)) setOpen(verb)
              }}
            >
              {label}
            </VerbButton>
          ))}
        </span>
      </div>
      {loan !== undefined && <p className="note">{loanWords(loan, today)}</p>}
      {textOf(record, 'missingNote') !== '' && <p className="muted note">缺项说明：{textOf(record, 'missingNote')}</p>}
      {done !== undefined && <Notice tone="good">{said[done]}</Notice>}
      {loans.some(({ values }) => values['returnedOn'] !== null) && (
        <details className="note">
          <summary>借阅记录 {loans.length} 次</summary>
          <Loans loans={loans} />
        </details>
      )}
      {Step !== undefined && open !== undefined && (
        <Step
          view={view}
          onSaved={() => {
            setDone(open)
            setOpen(undefined)
          }}
          onClose={() => {
            setOpen(undefined)
          }}
        />
      )}
    </section>
  )
}

function filedWords(record: RecordView): string {
  const retainUntil = textOf(record, 'retainUntil')
  return [
    `${textOf(record, 'filedOn')} 立卷`,
    record.labels['fileKind'] ?? '',
    `${record.labels['retention'] ?? ''}保管${retainUntil === '' ? '' : `至 ${retainUntil}`}`,
    `立卷人 ${textOf(record, 'filedBy')}`,
    textOf(record, 'checkedBy') === '' ? '' : `检查人 ${textOf(record, 'checkedBy')}`,
    textOf(record, 'archivedOn') === '' ? '' : `${textOf(record, 'archivedOn')} 归档，存放 ${textOf(record, 'shelfNo')}`,
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

function unfiledWords(record: RecordView, today: string): string {
  const dueOn = textOf(record, 'fileDueOn')
  return dueOn === ''
    ? '还没有立卷'
    : dueOn < today
      ? `还没有立卷，立卷期限 ${dueOn} 已过（${dueText(dueOn, today)}）`
      : `还没有立卷，应于 ${dueOn} 前立卷`
}

function loanWords(loan: RecordView, today: string): string {
  const dueOn = textOf(loan, 'dueOn')
  const organization = textOf(loan, 'organization')
  const who = `${textOf(loan, 'borrower')}${organization === '' ? '' : `（${organization}）`}`
  return `${who} ${textOf(loan, 'lentOn')} 借阅，用途：${textOf(loan, 'purpose')}；应还 ${dueOn}${dueOn < today ? '，已逾期' : ''}`
}

function Loans({ loans }: { loans: readonly RecordView[] }) {
  const cell = (name: string) => (loan: RecordView) => textOf(loan, name)
  return (
    <PlainTable
      label="借阅记录"
      rows={loans}
      keyOf={({ id }) => id}
      columns={[
        { label: '借阅人', cell: cell('borrower'), kind: 'short' },
        { label: '单位', cell: cell('organization') },
        { label: '用途', cell: cell('purpose') },
        { label: '借出', cell: cell('lentOn'), kind: 'short' },
        { label: '应还', cell: cell('dueOn'), kind: 'short' },
        { label: '归还', cell: (loan) => textOf(loan, 'returnedOn') || '未还', kind: 'short' },
        { label: '批准人', cell: cell('approvedBy'), kind: 'short' },
      ]}
    />
  )
}
