import { Button } from 'antd'
import { api, useLoaded } from '../../lib/api.ts'
import { FieldLongText } from '../../ui/form/fields.tsx'
import { useForm } from '../../ui/form/form-state.ts'
import { textOf } from './case-state.ts'

interface Remedy {
  title: string
  text: string
}

/** People's Mediation Law §26 asks that the parties are told; the words are ready, the mediator may change them. */
const builtIn: Remedy = {
  title: '通用',
  text: '已告知双方当事人：可以依法通过仲裁、行政、司法等途径维护自己的权利。',
}

/** The office's own words for the ways that stay open, then the program's; undefined while they are read. */
export function useRemedies(): readonly Remedy[] | undefined {
  const { data, error } = useLoaded(
    ['phrases', 'remedy'],
    () => api.register.list({ register: 'phrase', where: [{ field: 'topic', op: 'is', value: 'remedy' }], limit: 20 }),
    ['phrase'],
  )
  if (error !== null) return [builtIn]
  return data && [...data.rows.map((row) => ({ title: row.title, text: textOf(row, 'content') })), builtIn]
}

/** 救济途径告知, with the usual words at a press. */
export function FieldRemedy({ remedies }: { remedies: readonly Remedy[] }) {
  const { set } = useForm()
  return (
    <div className="phrase-text">
      <FieldLongText
        name="remedyNotice"
        label="救济途径告知"
        required
        rows={4}
        help="照实际告知的内容修改（人民调解法第二十六条）"
      />
      {remedies.length > 1 && (
        <div className="phrases" role="group" aria-label="常用告知">
          {remedies.map(({ title, text }) => (
            <Button
              key={title}
              size="small"
              onClick={() => {
                set('remedyNotice', text)
              }}
            >
              {title}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
