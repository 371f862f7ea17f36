import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, ageOn } from '../day.ts'
import { ageBands, birthRange } from './age-bands.ts'

const within = (day: string, { from, to }: { from: string | null; to: string | null }) =>
  (from === null || day >= from) && (to === null || day <= to)

test('every day of birth is in exactly one band, the one of its full years, on any counting day', () => {
  const day = (first: string, days: number) => fc.integer({ min: 0, max: days }).map((days) => addDays(first, days))
  fc.assert(
    fc.property(day('1920-01-01', 38_700), day('2020-01-01', 5000), (birthOn, on) => {
      const found = ageBands.filter((band) => within(birthOn, birthRange(band, on)))
      const age = Math.max(0, ageOn(birthOn, on))
      expect(found).toEqual(ageBands.filter(({ from, to }) => (from ?? 0) <= age && age <= (to ?? 200)))
      expect(found).toHaveLength(1)
    }),
    { numRuns: 5000 },
  )
})

test.each(['2024-02-29', '2026-02-28', '2026-03-01', '2028-02-29', '2026-12-31'])(
  'around 29 February the bands of %s follow on each other without a gap',
  (on) => {
    const ranges = ageBands.map((band) => birthRange(band, on))
    expect(ranges[0]?.to).toBeNull()
    expect(ranges.at(-1)?.from).toBeNull()
    ranges.slice(1).forEach((range, index) => {
      expect(addDays(range.to ?? '', 1)).toBe(ranges[index]?.from)
    })
  },
)
