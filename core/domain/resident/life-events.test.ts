import { describe, expect, test } from 'vitest'
import { checkLifeEvent, isHistory, type LifeEventKind, type LifeState, type ResidentStatus } from './life-events.ts'

const today = '2026-11-21'
const state = (status: ResidentStatus, statusOn: string | null, events: LifeState['events'] = []): LifeState => ({
  birthOn: null,
  status,
  statusOn,
  events,
})

describe('P-06 what may follow which state', () => {
  const kinds: LifeEventKind[] = ['born', 'movedIn', 'movedOut', 'returned', 'died']
  test.each<[string, LifeState, LifeEventKind[]]>([
    ['newly on the register', state('present', null), ['born', 'movedIn', 'movedOut', 'returned', 'died']],
    [
      'came in',
      state('present', '2025-01-01', [{ kind: 'movedIn', happenedOn: '2025-01-01' }]),
      ['movedOut', 'returned', 'died'],
    ],
    // a return is never blocked by the old record
    [
      'moved out',
      state('movedOut', '2025-01-01', [{ kind: 'movedOut', happenedOn: '2025-01-01' }]),
      ['movedIn', 'returned', 'died'],
    ],
    ['moved out, as an import says', state('movedOut', '2025-01-01'), ['movedIn', 'returned', 'died']],
    ['dead', state('deceased', '2025-01-01', [{ kind: 'died', happenedOn: '2025-01-01' }]), []],
  ])('%s', (_, given, allowed) => {
    expect(kinds.filter((kind) => checkLifeEvent({ kind, happenedOn: '2026-01-01' }, given, today).length === 0)).toEqual(allowed)
  })

  test('the same day is after, the day before is history', () => {
    const given = state('movedOut', '2025-01-01', [{ kind: 'movedOut', happenedOn: '2025-01-01' }])
    expect(isHistory({ kind: 'returned', happenedOn: '2025-01-01' }, given)).toBe(false)
    expect(isHistory({ kind: 'returned', happenedOn: '2024-12-31' }, given)).toBe(true)
    expect(isHistory({ kind: 'returned', happenedOn: '2024-12-31' }, state('present', null))).toBe(false)
  })

  test('what happened before a death may still be written down', () => {
    const dead = state('deceased', '2025-01-01', [{ kind: 'died', happenedOn: '2025-01-01' }])
    expect(checkLifeEvent({ kind: 'movedOut', happenedOn: '2024-01-01' }, dead, today)).toEqual([])
  })
})
