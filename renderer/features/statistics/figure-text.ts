import { countText } from '../../lib/format.ts'

/** 12,345; a net change bears its sign: +5, −3, 0. */
export function figureText(total: number, net: boolean): string {
  if (!net || total === 0) return countText(total)
  return `${total > 0 ? '+' : '−'}${countText(Math.abs(total))}`
}
