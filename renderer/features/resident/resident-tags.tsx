import type { RecordView } from '../../../core/contract/register.ts'
import { Tag } from '../../ui/sheet.tsx'
import type { Tone } from '../../ui/sheet.tsx'

const typeTones: Record<string, Tone> = { floating: 'violet', leftBehind: 'amber', overseas: 'blue' }

export function TypeTag({ view }: { view: Pick<RecordView, 'values' | 'labels'> }) {
  return <Tag tone={typeTones[String(view.values['personType'])]}>{view.labels['personType']}</Tag>
}

/** 在册 · 已迁出 2025-03-02 · 已去世 2024-11-30 */
export function statusTag({ values, labels }: Pick<RecordView, 'values' | 'labels'>): { tone: Tone; text: string } {
  const { status, statusOn } = values
  const gone = status === 'movedOut' || status === 'deceased'
  const text = labels['status'] ?? '在册'
  if (!gone) return { tone: 'green', text }
  return { tone: status === 'movedOut' ? 'amber' : 'grey', text: typeof statusOn === 'string' ? `${text} ${statusOn}` : text }
}

export function StatusTag({ view }: { view: Pick<RecordView, 'values' | 'labels'> }) {
  const { tone, text } = statusTag(view)
  return <Tag tone={tone}>{text}</Tag>
}
