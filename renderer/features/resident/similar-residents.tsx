import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { RecordValues } from '../../../core/domain/field.ts'
import { api } from '../../lib/api.ts'
import type { Values } from '../../ui/form/values.ts'
import { recordValuesOf } from '../../ui/register/form-values.ts'
import { recordDetail } from '../../ui/register/record-detail.ts'
import { Sheet, Tag } from '../../ui/sheet.tsx'
import { StatusTag } from './resident-tags.tsx'

const askAfterMs = 300

interface SimilarResidentsProps {
  values: Values
  exceptId: string | undefined
  onCompare: (id: string) => void
}

/** Beside the form: people who may be the one being typed in, each with why, before there are two of them. */
export function SimilarResidents({ values, exceptId, onCompare }: SimilarResidentsProps) {
  const { name, idNumber, otherIdNo, birthOn, phone } = recordValuesOf('resident', values)
  const typed = useSettled(JSON.stringify({ name, idNumber, otherIdNo, birthOn, phone }))
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
  return (
    <aside className="form-aside" aria-label="核对">
      <Sheet title="可能重复" note={rows.length > 0 ? `${String(rows.length)} 人` : undefined}>
        {rows.length === 0 ? (
          <p className="muted note form-aside-text">填写姓名、证号时，台账里相近的人会列在这里，避免一人两条。</p>
        ) : (
          <div role="status">
            <ul>
              {rows.map((row, index) => (
                <li key={row.id} className="similar">
                  <span className="similar-name">
                    <Link to={`/resident/${row.id}`}>{row.title}</Link>
                    {row.values['status'] !== 'present' && !/迁出|去世/.test(data?.reasons[index] ?? '') && (
                      <StatusTag view={row} />
                    )}
                    {data?.reasons[index] !== undefined && <Tag tone="amber">{data.reasons[index]}</Tag>}
                  </span>
                  <span className="muted note">{recordDetail('resident', row)}</span>
                  <span className="similar-do">
                    <Link to={`/resident/${row.id}`} aria-label={`打开 ${row.title} 的记录`}>
                      打开
                    </Link>
                    <button
                      type="button"
                      className="link"
                      aria-label={`对照 ${row.title}`}
                      onClick={() => {
                        onCompare(row.id)
                      }}
                    >
                      对照
                    </button>
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Sheet>
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
