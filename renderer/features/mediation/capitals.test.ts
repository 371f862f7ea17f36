import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capitalsOfFen as printed } from '../../../core/documents/amount.ts'
import { capitalsOfFen } from './capitals.ts'

test('the capitals shown while typing are those the agreement prints', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (fen) => {
      expect(capitalsOfFen(fen)).toBe(printed(fen))
    }),
    { numRuns: 1000 },
  )
})
