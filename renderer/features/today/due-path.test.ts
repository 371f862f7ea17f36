import { expect, test } from 'vitest'
import { dueActionPath } from './due-path.ts'

test('a duty opens its record with the next action ready', () => {
  expect(dueActionPath({ kind: 'mediation', id: 'm', actionId: null })).toBe('/mediation/m')
  expect(dueActionPath({ kind: 'visit', id: 'r', actionId: null })).toBe('/resettlement/r?do=visit')
  expect(dueActionPath({ kind: 'decision', id: 'k', actionId: 'd' })).toBe('/meeting/k?complete=d')
  expect(dueActionPath({ kind: 'decision', id: 'k', actionId: null })).toBe('/meeting/k')
})
