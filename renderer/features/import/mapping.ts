/** Columns of a workbook and the fields of a ledger they go to, as the person corrects them. */
import type { ImportLayoutView } from '../../../core/contract/import.ts'
import { importableRegisters } from '../../../core/contract/import.ts'
import { fieldsOf, type RegisterName } from '../../../core/domain/field.ts'
import { importDescription } from '../../../core/domain/import-description.ts'

interface ImportField {
  field: string
  label: string
  required: boolean
}

/** What a column may go to: label by field name, in the order of the form. */
export const importFields = (register: RegisterName): readonly ImportField[] =>
  fieldsOf(importDescription(register))
    .filter(({ meta }) => meta.derived !== true)
    .map(({ name, meta }) => ({ field: name, label: meta.label, required: meta.required === true }))

/** Labels of the required fields that no column gives; a division list without a year is this year's. */
export function missingFields({ columns }: ImportLayoutView, register: RegisterName): string[] {
  const mapped = new Set(columns.map((one) => one.field))
  return importFields(register)
    .filter(({ field, required }) => required && !mapped.has(field) && !(register === 'division' && field === 'year'))
    .map(({ label }) => label)
}

/** The ledger a page of imports is for, from its address; residents where it names none. */
export const importedRegister = (named: string | null): RegisterName =>
  importableRegisters.find((one) => one === named) ?? 'resident'

/** Heading of the column that a repair sheet has more than the file it was made from. */
export const explanationHeader = '导入说明'

/** The whole mapping with one column changed; a field that went elsewhere before is taken from there. */
export function mappingWith({ columns }: ImportLayoutView, index: number, field: string | null): Record<string, string | null> {
  return Object.fromEntries(
    columns
      .filter((one) => !one.dropped)
      .map((one) => [String(one.index), one.index === index ? field : field !== null && one.field === field ? null : one.field]),
  )
}

/** A column that only numbers the rows: nobody misses it when it is left out. */
export const isOrdinal = (header: string): boolean => /^(序号|序|编号|行号|no\.?|#)$/i.test(header.replace(/\s/g, ''))

/** `A`, `AB`: the letter over a zero-based column. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last
}

/** Long numbers of persons covered in the middle: enough to recognise the column, too little to read off the screen. */
export const covered = (text: string): string =>
  text.replace(/\d{11,}[\dXx]?/g, (digits) => `${digits.slice(0, 3)}${'*'.repeat(digits.length - 7)}${digits.slice(-4)}`)
