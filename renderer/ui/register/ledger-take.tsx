import { useCallback, useState } from 'react'
import type { Chosen, RecordView } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { countText } from '../../lib/format.ts'
import { JobProgress } from '../wizard.tsx'
import { copyRows, tableText } from './ledger-copy.ts'
import { paperRows } from './ledger-paper.tsx'
import { readChosen } from './ledger-rows.ts'

export interface Said {
  tone: 'good' | 'bad'
  text: string
}

interface Taking {
  phase: string
  done: number
  total: number | undefined
  control: AbortController
}

export interface TakenRows {
  copy: (chosen: Chosen) => void
  print: (chosen: Chosen) => void
  /** rows that go on paper now */
  paper: readonly RecordView[] | undefined
  endPrint: () => void
  taking: Taking | undefined
}

/** Rows of the ledger for the clipboard and for paper, read in slices with progress. Too many are refused with the way out. */
export function useTakeRows(props: {
  register: RegisterName
  /** in order */
  columns: readonly string[]
  onSaid: (said: Said | undefined) => void
}): TakenRows {
  const { register, columns, onSaid } = props
  const [taking, setTaking] = useState<Taking>()
  const [paper, setPaper] = useState<readonly RecordView[]>()
  const endPrint = useCallback(() => {
    setPaper(undefined)
  }, [])

  const take = async (what: string, chosen: Chosen, most: number, hand: (rows: RecordView[]) => void | Promise<void>) => {
    const control = new AbortController()
    const phase = `正在读取要${what}的行`
    onSaid(undefined)
    setTaking({ phase, done: 0, total: undefined, control })
    try {
      const total = await countOf(chosen)
      if (total > most) {
        const limit = `一次最多${what} ${countText(most)} 行，现在有 ${countText(total)} 行。请先筛选，或用“导出”存成 Excel。`
        onSaid({ tone: 'bad', text: limit })
        return
      }
      const progress = (done: number) => {
        setTaking({ phase, done, total, control })
      }
      await hand(await readChosen(chosen, most, progress, control.signal))
    } catch (error) {
      if (!control.signal.aborted) onSaid({ tone: 'bad', text: messageOf(error) })
    } finally {
      setTaking(undefined)
    }
  }
  return {
    paper,
    endPrint,
    taking,
    copy: (chosen) =>
      void take('复制', chosen, copyRows, async (rows) => {
        await navigator.clipboard.writeText(tableText(register, columns, rows))
        onSaid({ tone: 'good', text: `已复制 ${countText(rows.length)} 行，可以粘贴到表格里。遮盖的内容仍是遮盖的。` })
      }),
    print: (chosen) => void take('打印', chosen, paperRows, setPaper),
  }
}

async function countOf({ query, selection }: Chosen): Promise<number> {
  return selection.all ? (await api.register.count(query)).total - selection.except.length : selection.ids.length
}

/** How far the reading is; it can be stopped. */
export function TakeProgress({ taking }: Pick<TakenRows, 'taking'>) {
  if (taking === undefined) return null
  const { phase, done, total, control } = taking
  return (
    <JobProgress
      phase={phase}
      done={done}
      total={total}
      unit="行"
      cancelling={control.signal.aborted}
      onCancel={() => {
        control.abort()
      }}
    />
  )
}
