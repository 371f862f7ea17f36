/** The papers of a case file in the words and colours of the list. */
import type { CaseDocument } from '../../../../core/contract/mediation.ts'
import type { Tone } from '../../../ui/sheet.tsx'

export function stateOfPaper({ state, need }: CaseDocument): { tone: Tone; text: string } {
  switch (state) {
    case 'missing':
      return need === 'required' ? { tone: 'amber', text: '缺' } : { tone: 'grey', text: '按需' }
    case 'ready':
      return { tone: 'blue', text: '可打印' }
    case 'kept':
      return { tone: 'violet', text: '已存' }
    case 'scanned':
      return { tone: 'green', text: '已扫描' }
    case 'notDue':
      return { tone: 'grey', text: '未到期' }
  }
}

/** One row of the list: a place, and where the place has one paper for each session, investigation, …, that part. */
export const keyOfPaper = ({ type, recordId }: CaseDocument): string => `${type} ${recordId ?? ''}`

/** The part a paper of its own is made from; null for what belongs to the whole case. */
export const partOf = ({ recordId }: CaseDocument, caseId: string): string | null => (recordId === caseId ? null : recordId)

export const isMissing = ({ state, need }: CaseDocument): boolean => state === 'missing' && need === 'required'
