import type { DueItem } from '../../../core/contract/mediation.ts'

const pages: Record<DueItem['kind'], string> = {
  acceptance: 'mediation',
  mediation: 'mediation',
  signature: 'mediation',
  followUp: 'mediation',
  performance: 'mediation',
  confirmation: 'mediation',
  filing: 'mediation',
  loan: 'mediation',
  visit: 'resettlement',
  decision: 'meeting',
}

/** Where the next action of a duty stands on the page of its record. */
const actions: Partial<Record<DueItem['kind'], string>> = {
  acceptance: 'do=acceptCase',
  signature: 'tab=agreement&do=makeEffective',
  followUp: 'tab=agreement&do=recordFollowUp',
  performance: 'tab=agreement&do=recordPerformance',
  confirmation: 'tab=agreement&do=applyConfirmation',
  filing: 'tab=documents&do=fileCase',
  loan: 'tab=documents&do=returnFile',
  visit: 'do=visit',
}

/** The record behind a duty. */
export const duePath = ({ kind, id }: Pick<DueItem, 'kind' | 'id'>): string => `/${pages[kind]}/${id}`

/** The record with its next action already open, on the part the duty is about. */
export function dueActionPath({ kind, id, actionId }: Pick<DueItem, 'kind' | 'id' | 'actionId'>): string {
  const path = duePath({ kind, id })
  if (kind === 'decision') return actionId === null ? path : `${path}?complete=${actionId}`
  const action = actions[kind]
  if (action === undefined) return path
  return actionId === null || kind === 'visit' ? `${path}?${action}` : `${path}?${action}&part=${actionId}`
}
