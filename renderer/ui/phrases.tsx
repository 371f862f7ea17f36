import { Button } from 'antd'
import type { RecordView } from '../../core/contract/register.ts'
import { api, useLoaded } from '../lib/api.ts'
import './phrases.css'

export type PhraseTopic = 'session' | 'investigation' | 'terms' | 'remedy' | 'followUp'

export interface Phrase {
  id: string
  title: string
  text: string
}

const mostPhrases = 100
const none: readonly Phrase[] = []

/** The office's own words for one kind of text, by their names; undefined while they are read, none where they cannot be. */
export function usePhrases(topic: PhraseTopic): readonly Phrase[] | undefined {
  const { data, error } = useLoaded(
    ['phrases', topic],
    () =>
      api.register.list({
        register: 'phrase',
        where: [{ field: 'topic', op: 'is', value: topic }],
        sort: [{ field: 'title', descending: false }],
        limit: mostPhrases,
      }),
    ['phrase'],
  )
  return error === null ? data?.rows.map(phraseOf) : none
}

const phraseOf = ({ id, title, values }: RecordView): Phrase => ({ id, title, text: String(values['content']) })

interface PhraseButtonsProps {
  label: string
  phrases: readonly Phrase[]
  onChoose: (text: string) => void
}

/** Usual words at a press; nothing where there are none. */
export function PhraseButtons({ label, phrases, onChoose }: PhraseButtonsProps) {
  if (phrases.length === 0) return null
  return (
    <div className="phrases" role="group" aria-label={label}>
      {phrases.map(({ id, title, text }) => (
        <Button
          key={id}
          size="small"
          title={text}
          onClick={() => {
            onChoose(text)
          }}
        >
          {title}
        </Button>
      ))}
    </div>
  )
}
