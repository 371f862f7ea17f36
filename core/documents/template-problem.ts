/** What can be wrong with a template, in words for the person who edited it. */
export type TemplateProblemCode =
  'unreadable' | 'broken-loop' | 'broken-tag' | 'unknown-field' | 'raw-xml' | 'macro' | 'external-link'

export interface TemplateProblem {
  code: TemplateProblemCode
  /** the tag as it stands in the file, without braces */
  tag?: string
  /** plain Chinese, names the tag */
  message: string
}
