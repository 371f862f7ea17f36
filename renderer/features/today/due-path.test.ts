import { expect, test } from 'vitest'
import { dueActionPath, duePath } from './due-path.ts'

test('a duty opens its record with the next action ready', () => {
  expect(dueActionPath({ kind: 'mediation', id: 'm', actionId: null })).toBe('/mediation/m')
  expect(dueActionPath({ kind: 'acceptance', id: 'm', actionId: null })).toBe('/mediation/m?do=acceptCase')
  expect(dueActionPath({ kind: 'visit', id: 'r', actionId: null })).toBe('/resettlement/r?do=visit')
  expect(dueActionPath({ kind: 'decision', id: 'k', actionId: 'd' })).toBe('/meeting/k?complete=d')
  expect(dueActionPath({ kind: 'decision', id: 'k', actionId: null })).toBe('/meeting/k')
})

test('what follows an agreement opens on its case, at the part that is due', () => {
  const path = (kind: 'followUp' | 'performance' | 'confirmation' | 'filing' | 'loan', actionId: string | null = null) =>
    dueActionPath({ kind, id: 'm', actionId })
  expect(path('followUp', 'f')).toBe('/mediation/m?tab=agreement&do=recordFollowUp&part=f')
  expect(path('performance', 'p')).toBe('/mediation/m?tab=agreement&do=recordPerformance&part=p')
  expect(path('confirmation')).toBe('/mediation/m?tab=agreement&do=applyConfirmation')
  expect(path('filing')).toBe('/mediation/m?tab=documents&do=fileCase')
  expect(path('loan', 'l')).toBe('/mediation/m?tab=documents&do=returnFile&part=l')
  expect(duePath({ kind: 'loan', id: 'm' })).toBe('/mediation/m')
})
