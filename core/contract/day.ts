import { z } from 'zod'
import { isDay } from '../domain/day.ts'

/** YYYY-MM-DD, a day that exists */
export const day = z.string().refine(isDay, { error: '日期应写成 2026-11-21' })
