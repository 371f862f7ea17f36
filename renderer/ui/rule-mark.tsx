import type { ReactNode } from 'react'

const mark = /(（(?:M-\d\d|A\.1)）)/

/** Words with the number of the rule they come from small and grey: it is for whoever looks the rule up. */
export function withRuleMark(words: string): ReactNode {
  const parts = words.split(mark)
  if (parts.length === 1) return words
  return parts.map((part, index) =>
    mark.test(part) ? (
      <span key={index} className="rule-mark">
        {part}
      </span>
    ) : (
      part
    ),
  )
}
