import { Button } from 'antd'
import { useRef } from 'react'
import { checkParticipants } from '../../../core/domain/mediation/rules.ts'
import { api } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldLongText } from '../../ui/form/fields.tsx'
import { useForm } from '../../ui/form/form-state.ts'
import { FormSection } from '../../ui/form/form.tsx'
import { recordErrors } from '../../ui/register/form-values.ts'
import { RegisterField } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'

type SessionForm = {
  heldOn: string | null
  place: string | null
  recorder: string | null
  participants: string[]
  participantsAgreed: boolean
  noticeGiven: boolean
  isPublic: boolean
  body: string | null
  result: string | null
}

/** 记录调解: one big sheet of paper with the few facts of the form above it. */
export function SessionDialog({ view, onSaved, onClose }: { view: CaseView; onSaved: () => void; onClose: () => void }) {
  const { id, version } = view.record
  const today = useToday()
  const last = view.sessions.at(-1)
  const number = view.sessions.length + 1
  const initial: SessionForm = {
    heldOn: today,
    place: last === undefined ? null : textOf(last, 'place') || null,
    recorder: last === undefined ? null : textOf(last, 'recorder') || null,
    participants: [],
    participantsAgreed: false,
    noticeGiven: true,
    isPublic: false,
    body: null,
    result: 'continued',
  }
  return (
    <FormDialog
      title={`第 ${String(number)} 次调解记录`}
      form={`mediation/${id}/recordSession`}
      initial={initial}
      saveLabel="保存记录"
      errors={sessionErrors}
      save={(values) => api.mediation.recordSession({ id, expectedVersion: version, values: { ...values } })}
      onSaved={onSaved}
      onClose={onClose}
    >
      {({ participants }) => (
        <FormSection title={view.record.title} note={view.parties.map(({ title }) => title).join('、')}>
          {field('heldOn')}
          <RegisterField register="mediationSession" name="place" span="third" />
          {field('recorder')}
          <RegisterField register="mediationSession" name="participants" span="wide" help="没有就空着；输入姓名后按 Enter" />
          {participants.length > 0 && <RegisterField register="mediationSession" name="participantsAgreed" required />}
          <PhraseText name="body" parties={view.parties.map((party) => party.title)} />
          {field('result')}
          {field('noticeGiven')}
          {field('isPublic')}
        </FormSection>
      )}
    </FormDialog>
  )
}

const field = (name: string) => <RegisterField register="mediationSession" name={name} />

function sessionErrors(values: SessionForm): Record<string, string | undefined> {
  const uninvited = checkParticipants(values.participants, values.participantsAgreed)[0]
  return { ...recordErrors('mediationSession', values), participantsAgreed: uninvited?.message }
}

/** How each paragraph usually begins; a press writes the words where the cursor stands. */
const phrasesFor = (parties: readonly string[]) => [
  { label: '告知', text: '调解员告知双方在调解中的权利和义务、调解原则和参加人员身份，双方表示听清，无异议。' },
  ...parties.slice(0, 4).map((name) => ({ label: `${name}陈述`, text: `${name}陈述：` })),
  ...parties.slice(0, 4).map((name) => ({ label: `${name}意见`, text: `${name}表示：` })),
  { label: '查明', text: '经调解员现场查看并向知情人了解，查明：' },
  { label: '说服', text: '调解员依据法律和村规民约，分别做双方工作，指出：' },
  { label: '方案', text: '调解员提出调解方案：' },
  { label: '分歧', text: '双方分歧在于：' },
  { label: '下次', text: '双方同意于    月    日再次调解，此前各自准备：' },
]

function PhraseText({ name, parties }: { name: string; parties: readonly string[] }) {
  const { set } = useForm()
  const frame = useRef<HTMLDivElement>(null)
  const insert = (phrase: string) => {
    const area = frame.current?.querySelector('textarea')
    if (!area) return
    const before = area.value.slice(0, area.selectionStart)
    const after = area.value.slice(area.selectionEnd)
    const head = before === '' || before.endsWith('\n') ? before : `${before}\n`
    set(name, `${head}${phrase}${after}`)
    const cursor = head.length + phrase.length
    requestAnimationFrame(() => {
      area.focus()
      area.setSelectionRange(cursor, cursor)
    })
  }
  return (
    <div className="phrase-text" ref={frame}>
      <FieldLongText name={name} label="调解经过" required rows={10} />
      <div className="phrases" role="group" aria-label="常用开头">
        {phrasesFor(parties).map(({ label, text }) => (
          <Button
            key={label}
            size="small"
            onClick={() => {
              insert(text)
            }}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  )
}
