/** Days in the many ways ledgers write them. */
import { addDays, dayOf, isDay } from '../../domain/day.ts'
import type { CellValue } from '../../workers/sheet-row.ts'
import { compactText, leadingApostrophe } from './plain-text.ts'

/** Day of an Excel serial (1900 system, its 29 February 1900 included); null when out of range. */
export function serialDay(serial: number): string | null {
  const whole = Math.floor(serial)
  if (whole < 1 || whole > 73_050 || whole === 60) return null
  return addDays('1899-12-30', whole < 60 ? whole + 1 : whole)
}

/**
 * What a date cell says: a day; or only a year or month, as beginnings (`1975`, `2010-08`) that the true day must have,
 * more than one where Excel lost a zero (2010.1 is January or October); or null when it is no date.
 */
export type ReadDate = { day: string } | { beginnings: string[] } | null

const two = (value: string | number) => String(value).padStart(2, '0')

export function readDate(cell: CellValue): ReadDate {
  if (typeof cell === 'number') return readNumber(cell, String(cell))
  if (typeof cell === 'string') return readText(cell)
  if (cell === null || typeof cell === 'boolean' || 'error' in cell) return null
  if ('date' in cell) return asDay(serialDay(cell.date))
  return readNumber(cell.n, cell.text)
}

const asDay = (day: string | null): ReadDate => (day === null ? null : { day })

function readNumber(n: number, text: string): ReadDate {
  if (!Number.isInteger(n)) {
    const parts = /^(\d{4})\.(\d{1,2})$/.exec(text)
    if (!parts) return null
    const [, year = '', month = ''] = parts
    const months = month === '1' ? ['01', '10'] : [two(month)]
    return beginnings(months.map((one) => [year, one]))
  }
  if (n >= 1850 && n <= 2200) return { beginnings: [String(n)] }
  if (n >= 185_001 && n <= 220_012) return beginnings([[String(n).slice(0, 4), String(n).slice(4)]])
  if (n >= 18_500_101) return readText(String(n))
  return n >= 3000 ? asDay(serialDay(n)) : null
}

function beginnings(pairs: (readonly [string, string])[]): ReadDate {
  const real = pairs.filter(([year, month]) => dayOf(Number(year), Number(month), 1) !== null)
  return real.length === 0 ? null : { beginnings: real.map(([year, month]) => `${year}-${month}`) }
}

const separated = /^(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})?日?)?$/
const solid = /^(\d{4})(\d{2})(\d{2})?$/
const clock = /(?:T\d{1,2}:|(?<=\d)\s+\d{1,2}:)[\d:.]*Z?$/

function readText(value: string): ReadDate {
  if (isDay(value)) return { day: value }
  const plain = compactText(value.replace(leadingApostrophe, '').trim().replace(clock, '')).replaceAll('。', '.')
  const [, year = '', month, day] = separated.exec(plain) ?? solid.exec(plain) ?? []
  if (month === undefined)
    return /^\d{4}年?$/.test(plain) && dayOf(Number(plain.slice(0, 4)), 1, 1) ? { beginnings: [plain.slice(0, 4)] } : null
  if (day === undefined) return beginnings([[year, two(month)]])
  return asDay(dayOf(Number(year), Number(month), Number(day)))
}
