import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { RecordValues } from '../../../core/domain/field.ts'
import { api } from '../../lib/api.ts'
import type { Values } from '../../ui/form/values.ts'
import { Notice } from '../../ui/notice.tsx'
import { recordWarnings, recordValuesOf } from '../../ui/register/form-values.ts'
import { recordDetail } from '../../ui/register/record-detail.ts'
import { Sheet } from '../../ui/sheet.tsx'

const askAfterMs = 300

/** Beside the form: people who may be the one being typed in, before there are two of them. */
export function SimilarResidents({ values, exceptId }: { values: Values; exceptId: string | undefined }) {
  const { name, idNumber, birthOn } = recordValuesOf('resident', values)
  const typed = useSettled(JSON.stringify({ name, idNumber, birthOn }))
  const { data } = useQuery({
    queryKey: ['similar', typed, exceptId],
    queryFn: () =>
      api.register.similar({
        register: 'resident',
        values: JSON.parse(typed) as RecordValues,
        ...(exceptId !== undefined && { exceptId }),
      }),
    placeholderData: (before) => before,
  })
  const rows = data?.rows ?? []
  const warnings = recordWarnings('resident', values)
  return (
    <aside className="form-aside" aria-label="核对">
      <Sheet title="可能重复" note={rows.length > 0 ? `${String(rows.length)} 人` : undefined}>
        {rows.length === 0 ? (
          <p className="muted note form-aside-text">填写姓名、证号时，台账里相近的人会列在这里，避免一人两条。</p>
        ) : (
          <ul role="status">
            {rows.map((row) => (
              <li key={row.id} className="similar">
                <Link to={`/resident/${row.id}`}>{row.title}</Link>
                <span className="muted note">{recordDetail('resident', row)}</span>
              </li>
            ))}
          </ul>
        )}
      </Sheet>
      {name !== null &&
        warnings.map((warning) => (
          <Notice key={warning} tone="warn">
            {warning}
          </Notice>
        ))}
    </aside>
  )
}

/** The text once typing has paused. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text)
    }, askAfterMs)
    return () => {
      clearTimeout(timer)
    }
  }, [text])
  return settled
}
