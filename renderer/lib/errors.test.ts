import { expect, test } from 'vitest'
import { DeskFailure, fieldMessagesOf } from './errors.ts'

test('what a rule forbids stands at its field; what it only warns of is explained and stops no field', () => {
  const refusal = new DeskFailure('RULE_VIOLATION', '', {
    violations: [
      { rule: 'M-02', level: 'block', field: 'mediatorIds', message: '请先指定调解员' },
      { rule: 'M-16', level: 'warn', field: 'committeeId', message: '登记在同一户' },
    ],
  })
  expect(fieldMessagesOf(refusal)).toEqual({ mediatorIds: '请先指定调解员' })
})
