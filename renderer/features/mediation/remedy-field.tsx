import { FieldLongText } from '../../ui/form/fields.tsx'
import { useForm } from '../../ui/form/form-state.ts'
import { PhraseButtons, usePhrases } from '../../ui/phrases.tsx'
import type { Phrase } from '../../ui/phrases.tsx'

/** People's Mediation Law §26 asks that the parties are told; the words are ready, the mediator may change them. */
const builtIn: Phrase = {
  id: 'general',
  title: '通用',
  text: '已告知双方当事人：可以依法通过仲裁、行政、司法等途径维护自己的权利。',
}

/** The office's own words for the ways that stay open, then the program's; undefined while they are read. */
export function useRemedies(): readonly Phrase[] | undefined {
  const own = usePhrases('remedy')
  return own && [...own, builtIn]
}

/** 救济途径告知, with the usual words at a press. */
export function FieldRemedy({ remedies }: { remedies: readonly Phrase[] }) {
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
        <PhraseButtons
          label="常用告知"
          phrases={remedies}
          onChoose={(text) => {
            set('remedyNotice', text)
          }}
        />
      )}
    </div>
  )
}
