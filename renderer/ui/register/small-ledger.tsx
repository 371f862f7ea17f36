import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { messageOf } from '../../lib/errors.ts'
import { EmptyPage } from '../empty-page.tsx'
import { Icon } from '../icons.tsx'
import { Notice } from '../notice.tsx'
import { RegisterLedger } from './register-ledger.tsx'
import type { RegisterView } from './register-ledger.tsx'
import { saveTemplate } from './template.ts'
import { RecordDialog } from './record-dialog.tsx'

export interface SmallLedgerProps {
  register: RegisterName
  title: string
  /** what the ledger is for, when it is empty */
  purpose: string
  sample: string
  /** its records have a page of their own; otherwise they open in a dialog over the list (`?open=ID`) */
  hasPage?: boolean
  /** words of the import button: 导入区划表 */
  importLabel?: string
  views?: readonly RegisterView[]
}

/** Whose import page a ledger uses, by the part of the desk it belongs to. */
const importPlace: Readonly<Partial<Record<RegisterName, string>>> = {
  committee: 'mediation',
  mediator: 'mediation',
  mediationFunding: 'mediation',
  phrase: 'mediation',
}

/** A small ledger: filled in by a dialog (`?open=new`), by Excel where it can be. */
export function SmallLedger({ register, title, purpose, sample, hasPage = false, importLabel, views }: SmallLedgerProps) {
  const navigate = useNavigate()
  const [place, setPlace] = useSearchParams()
  const [failed, setFailed] = useState<string>()
  const open = place.get('open')
  const show = (id: string | undefined) => {
    setPlace(id === undefined ? {} : { open: id }, { replace: true })
  }
  const add = (
    <Button
      type="primary"
      onClick={() => {
        show('new')
      }}
    >
      登记{registers[register].label}
    </Button>
  )
  const bring = importLabel !== undefined && (
    <Button
      icon={<Icon name="upload" />}
      onClick={() => void navigate(`/${importPlace[register] ?? 'resident'}/import?register=${register}`)}
    >
      {importLabel}
    </Button>
  )
  const template = importLabel !== undefined && (
    <Button
      icon={<Icon name="download" />}
      onClick={() => {
        setFailed(undefined)
        saveTemplate(register).catch((error: unknown) => {
          setFailed(messageOf(error))
        })
      }}
    >
      下载模板
    </Button>
  )
  return (
    <>
      <RegisterLedger
        register={register}
        title={title}
        {...(views !== undefined && { views })}
        onOpen={({ id }) => {
          if (hasPage) void navigate(`/${register}/${id}`)
          else show(id)
        }}
        notice={failed !== undefined && <Notice tone="bad">{failed}</Notice>}
        actions={
          <>
            {template}
            {bring}
            {add}
          </>
        }
        empty={
          <EmptyPage
            title={`还没有${registers[register].label}`}
            purpose={purpose}
            sample={sample}
            actions={
              <>
                {add}
                {bring}
              </>
            }
          />
        }
      />
      {open !== null && (
        <RecordDialog
          key={open}
          register={register}
          id={open === 'new' ? undefined : open}
          onClose={() => {
            show(undefined)
          }}
          onSaved={hasPage ? (id) => void navigate(`/${register}/${id}`) : undefined}
        />
      )}
    </>
  )
}
