import type { DueItem } from '../../../core/contract/mediation.ts'

const pages: Record<DueItem['kind'], string> = { mediation: 'mediation', visit: 'resettlement', decision: 'meeting' }

/** The record behind a duty. With `?do=KIND` its page opens the next action by itself. */
export const duePath = ({ kind, id }: Pick<DueItem, 'kind' | 'id'>): string => `/${pages[kind]}/${id}`
