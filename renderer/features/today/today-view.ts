import type { api } from '../../lib/api.ts'

export type TodayView = Awaited<ReturnType<typeof api.today.get>>
