import { createContext, use } from 'react'
import { localDay } from '../../core/domain/day.ts'

/** The office's day, `YYYY-MM-DD`: one for the whole page, so that no two parts disagree at midnight. */
export const TodayContext = createContext(localDay(new Date()))

export function useToday(): string {
  return use(TodayContext)
}
