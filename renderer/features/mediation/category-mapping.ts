import { api, useLoaded } from '../../lib/api.ts'

interface Categories {
  category: string | null
  category17: string | null
}

/**
 * The category of the governance centre follows the other one by the office's table, until a person has chosen one by hand.
 *
 * @returns gives the values with the second category filled in, from what they were and what they became
 */
export function useCategoryMapping(): <T extends Categories>(before: T, after: T) => T {
  const { data } = useLoaded(['categoryMapping'], async () => (await api.mediation.categoryMapping()).mapping)
  const mapped = (category: string | null) => (category === null ? null : (data?.[category] ?? null))
  return (before, after) => {
    const byHand = after.category17 !== null && after.category17 !== mapped(before.category)
    if (after.category === before.category || byHand) return after
    return { ...after, category17: mapped(after.category) }
  }
}
