import { useEffect, useRef } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { api } from '../../lib/api.ts'
import { FieldReference } from '../../ui/register/field-reference.tsx'
import { focusAfter } from './focus-after.ts'
import { knownOf, withResident } from './party.ts'
import type { PartyForm } from './party.ts'

interface ResidentPartyProps {
  at: string
  party: PartyForm
  onChange: (change: (party: PartyForm) => PartyForm) => void
  /** the resident's record, for what else follows from it */
  onResident?: ((record: RecordView) => void) | undefined
}

/** Who the party is: a resident, who needs nothing more, so that the keyboard goes on to what follows the party; or a stranger. */
export function ResidentParty({ at, party, onChange, onResident }: ResidentPartyProps) {
  const frame = useRef<HTMLDivElement>(null)
  const picked = useRef<string>(undefined)
  const known = knownOf(party)?.residentId
  useEffect(() => {
    if (known === undefined || picked.current !== known) return
    picked.current = undefined
    focusAfter(frame.current?.closest<HTMLElement>('.party') ?? null)
  }, [known])
  return (
    <div className="party-name" ref={frame}>
      <FieldReference
        name={`${at}.residentId`}
        target="resident"
        label="姓名"
        required
        span="half"
        placeholder="姓名、拼音或号码尾数"
        strangerLabel="不在台账，手工填写"
        onPicked={(choice) => {
          if (choice?.kind !== 'record') return
          picked.current = choice.id
          void api.register.get({ register: 'resident', id: choice.id }).then((record) => {
            onChange((now) => withResident(now, record))
            onResident?.(record)
          })
        }}
      />
    </div>
  )
}
