import { Button } from 'antd'
import { useSearchParams } from 'react-router'
import type { ReactNode } from 'react'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { EmptyPage } from '../../ui/empty-page.tsx'
import { RegisterLedger } from '../../ui/register/register-ledger.tsx'
import { PlaceDialog } from './place-dialog.tsx'

export interface PlaceLedgerProps {
  register: RegisterName
  title: string
  /** what the ledger is for, when it is empty */
  purpose: string
  sample: string
  /** under the form of a record that exists */
  below?: (id: string) => ReactNode
}

/** A small ledger: its records open in a dialog over the list (`?open=ID`, `?open=new`). */
export function PlaceLedger({ register, title, purpose, sample, below }: PlaceLedgerProps) {
  const [place, setPlace] = useSearchParams()
  const open = place.get('open')
  const show = (id: string | undefined) => {
    setPlace(id === undefined ? {} : { open: id }, { replace: true })
  }
  const add = `登记${registers[register].label}`
  const begin = () => {
    show('new')
  }
  return (
    <>
      <RegisterLedger
        register={register}
        title={title}
        onOpen={({ id }) => {
          show(id)
        }}
        actions={
          <Button type="primary" onClick={begin}>
            {add}
          </Button>
        }
        empty={
          <EmptyPage
            title={`还没有${registers[register].label}`}
            purpose={purpose}
            sample={sample}
            actions={
              <Button type="primary" onClick={begin}>
                {add}
              </Button>
            }
          />
        }
      />
      {open !== null && (
        <PlaceDialog
          key={open}
          register={register}
          id={open === 'new' ? undefined : open}
          onClose={() => {
            show(undefined)
          }}
        >
          {open !== 'new' && below?.(open)}
        </PlaceDialog>
      )}
    </>
  )
}
