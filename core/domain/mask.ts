/** How values are shown to those who have not asked, with a reason, to see them in full. */
import type { FieldMeta } from './field.ts'

export function maskName(value: string): string {
  const characters = [...value]
  if (characters.length <= 1) return value
  if (characters.length === 2) return `${characters[0] ?? ''}*`
  return `${characters[0] ?? ''}${'*'.repeat(characters.length - 2)}${characters.at(-1) ?? ''}`
}

export const maskIdNumber = (value: string): string =>
  value.length <= 7 ? '*'.repeat(value.length) : `${value.slice(0, 3)}${'*'.repeat(value.length - 7)}${value.slice(-4)}`

export const maskPhone = (value: string): string =>
  value.length <= 7
    ? `${'*'.repeat(Math.max(0, value.length - 2))}${value.slice(-2)}`
    : `${value.slice(0, 3)}****${value.slice(-4)}`

export function maskValue(meta: Pick<FieldMeta, 'mask'>, value: string): string {
  if (meta.mask === 'name') return maskName(value)
  if (meta.mask === 'idNumber') return maskIdNumber(value)
  if (meta.mask === 'phone') return maskPhone(value)
  return value
}
