/** What a rule says about a record. Ids are those of the domain reference, appendix E. */
export interface Violation {
  rule: string
  /** block: refused · warn: may go on · auto: the program acts by itself */
  level: 'block' | 'warn' | 'auto'
  field?: string
  /** plain Chinese: what is wrong and what to do */
  message: string
  /** the record it is about, where it is another one: the twin of P-02 */
  recordId?: string
}

export const blocking = (violations: readonly Violation[]): Violation[] => violations.filter((one) => one.level === 'block')
