import { Radio } from 'antd'
import { useEffect, useRef } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { codeTables } from '../../../core/domain/codes.ts'
import { fieldOf } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { changedValuesOf, formValuesOf, recordErrors } from '../../ui/register/form-values.ts'
import { RegisterFields } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseDialogProps } from './case.ts'
import { textOf } from './case-state.ts'
import { PartyFields } from './party-fields.tsx'
import { newParty, partyErrors, partyValues, withIdNumber } from './party.ts'
import type { PartyForm } from './party.ts'

type AddForm = { party: PartyForm }

/** 追加当事人: one more applicant, respondent or third person. */
export function AddPartyDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const initial: AddForm = { party: newParty('respondent') }
  return (
    <FormDialog
      title="追加当事人"
      form={`mediation/${id}/addParty`}
      initial={initial}
      saveLabel="追加"
      errors={({ party }) =>
        Object.fromEntries(Object.entries(partyErrors(party, today)).map(([field, problem]) => [`party.${field}`, problem]))
      }
      save={({ party }) => api.mediation.addParty({ id, expectedVersion: version, values: partyValues(party) })}
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      {({ party }, setValues) => (
        <NewParty
          party={party}
          onChange={(next) => {
            setValues({ party: next })
          }}
        />
      )}
    </FormDialog>
  )
}

/** What a resident's record brings arrives later than the next key: it is put into the party as it stands by then. */
function NewParty({ party, onChange }: { party: PartyForm; onChange: (party: PartyForm) => void }) {
  const latest = useRef(party)
  useEffect(() => {
    latest.current = party
  }, [party])
  return (
    <>
      <Radio.Group
        className="party-side"
        aria-label="地位"
        value={party.side}
        options={codeTables.partySide.map(([value, label]) => ({ value, label }))}
        onChange={({ target }: { target: { value?: PartyForm['side'] } }) => {
          if (target.value !== undefined) onChange({ ...party, side: target.value })
        }}
      />
      <PartyFields
        at="party"
        title="当事人"
        party={party}
        onChange={(step) => {
          onChange(withIdNumber(step(latest.current)))
        }}
        onRemove={undefined}
      />
    </>
  )
}

const [partySection, agentSection] = registers.mediationParty.sections
const foreign: Readonly<Record<string, readonly string[]>> = {
  person: ['creditCode', 'representative', 'position', 'groupSize', 'representatives'],
  organization: ['sex', 'ethnicity', 'birthOn', 'idNumber', 'occupation', 'hukouAddress', 'groupSize', 'representatives'],
  group: ['sex', 'ethnicity', 'birthOn', 'idNumber', 'occupation', 'hukouAddress', 'creditCode', 'representative', 'position'],
}

/** 修改当事人: what was entered wrongly is put right; who it is stays, and what the party says is recorded by 登记意愿. */
export function EditPartyDialog({ party, onEnd }: { party: RecordView; onEnd: () => void }) {
  const kind = textOf(party, 'kind')
  const own = (fields: readonly string[] = []) =>
    fields.filter(
      (name) =>
        !['kind', 'residentId', 'consent', ...(foreign[kind] ?? [])].includes(name) &&
        fieldOf(registers.mediationParty, name).meta.derived !== true,
    )
  const fields = [...own(partySection?.fields), ...own(agentSection?.fields)]
  const before = formValuesOf('mediationParty', party)
  return (
    <FormDialog
      title={`修改当事人：${party.title}`}
      form={`mediationParty/${party.id}`}
      initial={before}
      saveLabel="保存修改"
      errors={(values) => recordErrors('mediationParty', values, fields)}
      save={(values) =>
        api.register.update({
          register: 'mediationParty',
          id: party.id,
          expectedVersion: party.version,
          values: changedValuesOf('mediationParty', before, values),
        })
      }
      onSaved={onEnd}
      onClose={onEnd}
    >
      <FormSection title="当事人">
        <RegisterFields register="mediationParty" recordId={party.id} fields={own(partySection?.fields)} />
      </FormSection>
      <FormSection title="代理人" note="没有就空着">
        <RegisterFields register="mediationParty" recordId={party.id} fields={own(agentSection?.fields)} />
      </FormSection>
    </FormDialog>
  )
}
