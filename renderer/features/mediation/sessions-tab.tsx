import { useState } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { fullDayText } from '../../lib/format.ts'
import type { DocumentRequest } from '../../ui/document-preview/document-preview.tsx'
import { Tag } from '../../ui/sheet.tsx'
import type { Tone } from '../../ui/sheet.tsx'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'
import { takesRecords } from './part-actions.tsx'
import { SessionDialog } from './session-dialog.tsx'

const resultTones: Readonly<Record<string, Tone>> = { agreed: 'green', failed: 'red', continued: 'amber' }

/** 调解记录, the latest first; each can be printed to be signed, and put right until the case is closed. */
export function SessionsTab({ view, onPrint }: { view: CaseView; onPrint: (request: DocumentRequest) => void }) {
  const { sessions } = view
  const [corrected, setCorrected] = useState<RecordView>()
  const close = () => {
    setCorrected(undefined)
  }
  if (sessions.length === 0) return <p className="case-blank muted">还没有调解记录。受理后，每调解一次记一份。</p>
  return (
    <>
      <ul className="case-list">
        {sessions.toReversed().map((session) => (
          <li className="case-part" key={session.id}>
            <div className="case-list-head">
              <h3>第 {session.values['sessionNo']} 次调解</h3>
              <Tag tone={resultTones[textOf(session, 'result')]}>{session.labels['result']}</Tag>
              <span className="muted note">{heldText(session)}</span>
              <span className="actions push no-print">
                <button
                  type="button"
                  className="link"
                  onClick={() => {
                    onPrint({ template: 'mediation-record', recordId: session.id, title: '人民调解记录' })
                  }}
                >
                  打印
                </button>
                {takesRecords(view) && (
                  <button
                    type="button"
                    className="link"
                    aria-label={`修改第 ${String(session.values['sessionNo'])} 次调解记录`}
                    onClick={() => {
                      setCorrected(session)
                    }}
                  >
                    修改
                  </button>
                )}
              </span>
            </div>
            <p className="case-body">{textOf(session, 'body')}</p>
            <p className="dim note">
              {[
                textOf(session, 'recorder') === '' ? '' : `记录人 ${textOf(session, 'recorder')}`,
                listOf(session, 'participants') === '' ? '' : `受邀 ${listOf(session, 'participants')}`,
                session.values['noticeGiven'] === true ? '已告知权利义务' : '未告知权利义务',
                session.values['isPublic'] === true ? '公开调解' : '不公开调解',
                textOf(session, 'remark'),
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {corrected !== undefined && <SessionDialog view={view} record={corrected} onSaved={close} onClose={close} />}
    </>
  )
}

function heldText(session: RecordView): string {
  const hours = [textOf(session, 'startedAt'), textOf(session, 'endedAt')].filter((one) => one !== '').join('—')
  return [fullDayText(textOf(session, 'heldOn')), hours, textOf(session, 'place')].filter((one) => one !== '').join(' · ')
}

const listOf = (record: RecordView, field: string) => {
  const value = record.values[field]
  return Array.isArray(value) ? value.join('、') : ''
}
