import type { DueItem } from '../../../core/contract/mediation.ts'

const pages: Record<DueItem['kind'], string> = { mediation: 'mediation', visit: 'resettlement', decision: 'meeting' }

/** The record behind a duty. */
export const duePath = ({ kind, id }: Pick<DueItem, 'kind' | 'id'>): string => `/${pages[kind]}/${id}`

/** The record with its next action already open. */
export function dueActionPath(item: DueItem, decisions: readonly { id: string; meetingId: string; content: string }[]): string {
  const decision = decisions.find(({ meetingId, content }) => meetingId === item.id && content === item.title)
  if (item.kind === 'visit') return `${duePath(item)}?do=visit`
  return item.kind === 'decision' && decision !== undefined ? `${duePath(item)}?complete=${decision.id}` : duePath(item)
}
