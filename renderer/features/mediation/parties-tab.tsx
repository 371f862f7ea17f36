import { Button } from 'antd'
import { useState } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { Facts } from '../../ui/ledger-page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { recordFacts } from '../../ui/register/record-facts.tsx'
import { Tag } from '../../ui/sheet.tsx'
import type { Tone } from '../../ui/sheet.tsx'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'
import { isWritable } from './part-actions.tsx'
import { EditPartyDialog } from './party-dialogs.tsx'

const consentTones: Readonly<Record<string, Tone>> = { agreed: 'green', refused: 'red', unstated: 'grey' }

/** 当事人: one block each, numbers shown in part; put right, added and taken out while the case is open. */
export function PartiesTab({ view, onAdd }: { view: CaseView; onAdd: () => void }) {
  const [open, setOpen] = useState<{ step: 'edit' | 'remove'; party: RecordView }>()
  const writable = isWritable(view)
  const close = () => {
    setOpen(undefined)
  }
  return (
    <>
      <ul className="case-list">
        {view.parties.map((party) => (
          <Party
            key={party.id}
            party={party}
            onStep={
              writable
                ? (step) => {
                    setOpen({ step, party })
                  }
                : undefined
            }
          />
        ))}
      </ul>
      {writable && (
        <div className="case-part no-print">
          <div className="row-tools">
            <Button size="small" onClick={onAdd}>
              追加当事人
            </Button>
          </div>
        </div>
      )}
      {open?.step === 'edit' && <EditPartyDialog party={open.party} onEnd={close} />}
      {open?.step === 'remove' && <RemoveParty party={open.party} onEnd={close} />}
    </>
  )
}

function Party({ party, onStep }: { party: RecordView; onStep: ((step: 'edit' | 'remove') => void) | undefined }) {
  const kind = textOf(party, 'kind')
  const names = party.values['representatives']
  return (
    <li className="case-part">
      <div className="case-list-head">
        <h3>{party.title}</h3>
        <Tag tone="blue">{party.labels['side']}</Tag>
        {kind !== 'person' && <Tag>{party.labels['kind']}</Tag>}
        <Tag tone={consentTones[textOf(party, 'consent')]}>{party.labels['consent']}</Tag>
        {textOf(party, 'consentOn') !== '' && textOf(party, 'consent') !== 'unstated' && (
          <span className="dim note">{textOf(party, 'consentOn').slice(5)} 表态</span>
        )}
        {textOf(party, 'signedOn') !== '' && <span className="dim note">{textOf(party, 'signedOn').slice(5)} 签名</span>}
        {onStep !== undefined && (
          <span className="push actions no-print">
            {(['edit', 'remove'] as const).map((step) => (
              <button
                key={step}
                type="button"
                className="link note"
                aria-label={`${stepWords[step]}：${party.title}`}
                onClick={() => {
                  onStep(step)
                }}
              >
                {stepWords[step]}
              </button>
            ))}
          </span>
        )}
      </div>
      <div className="case-facts">
        {(partyFacts[kind] ?? partyFacts['person'] ?? []).map((fields) => (
          <Facts key={fields[0]} facts={recordFacts('mediationParty', fields, party)} />
        ))}
        {kind === 'person' && textOf(party, 'guardianName') !== '' && (
          <Facts facts={recordFacts('mediationParty', ['guardianName', 'guardianRelation', 'guardianPhone'], party)} />
        )}
        {textOf(party, 'agentName') !== '' && (
          <Facts facts={recordFacts('mediationParty', ['agentName', 'agentRelation', 'agentScope', 'agentPhone'], party)} />
        )}
      </div>
      {Array.isArray(names) && names.length > 0 && <p className="note">代表：{names.join('、')}</p>}
    </li>
  )
}

const stepWords = { edit: '修改', remove: '删除' } as const

const partyFacts: Readonly<Record<string, readonly (readonly string[])[]>> = {
  person: [
    ['sex', 'ethnicity', 'birthOn'],
    ['phone', 'idNumber'],
    ['address', 'occupation'],
  ],
  organization: [
    ['creditCode', 'representative', 'position'],
    ['phone', 'address'],
  ],
  group: [['groupSize'], ['phone', 'address']],
}

function RemoveParty({ party, onEnd }: { party: RecordView; onEnd: () => void }) {
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<string>()
  return (
    <ReasonDialog
      open
      title={`删除当事人“${party.title}”`}
      reasons={['登记错误', '重复登记', '与本案无关']}
      confirmLabel="删除"
      danger
      busy={busy}
      message={message}
      onConfirm={(reason) => {
        setBusy(true)
        api.mediation.removeParty({ partyId: party.id, reason }).then(onEnd, (error: unknown) => {
          setMessage(messageOf(error))
          setBusy(false)
        })
      }}
      onCancel={onEnd}
    >
      <p className="muted">双方至少各留一名当事人。</p>
    </ReasonDialog>
  )
}
