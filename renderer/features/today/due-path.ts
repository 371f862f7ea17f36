import type { DueItem } from '../../../core/contract/mediation.ts'

const pages: Record<DueItem['kind'], string> = { mediation: 'mediation', visit: 'resettlement', decision: 'meeting' }

/** The record behind a duty. */
export const duePath = ({ kind, id }: Pick<DueItem, 'kind' | 'id'>): string => `/${pages[kind]}/${id}`

/** The record with its next action already open. */
export function dueActionPath({ kind, id, actionId }: Pick<DueItem, 'kind' | 'id' | 'actionId'>): string {
  const path = duePath({ kind, id })
  if (kind === 'visit') return `${path}?do=visit`
  return kind === 'decision' && actionId !== null ? `${path}?complete=${actionId}` : path
}
