/**
 * The vocabulary in which every ledger is described: a zod object whose fields carry what forms, columns, imports,
 * exports, masking and packages need to know. See docs/add-a-field.md.
 */
import { z } from 'zod'
import { isCode, type CodeTableName } from './codes.ts'
import { isDay } from './day.ts'
import { idNumberProblem } from './id-number.ts'
import type { Violation } from './violation.ts'

export type RegisterName =
  | 'division'
  | 'village'
  | 'grid'
  | 'gridStaff'
  | 'household'
  | 'resident'
  | 'lifeEvent'
  | 'serviceItem'
  | 'committee'
  | 'mediator'
  | 'mediatorTraining'
  | 'mediationFunding'
  | 'phrase'
  | 'mediation'
  | 'mediationParty'
  | 'mediatorChange'
  | 'investigation'
  | 'evidence'
  | 'mediationSession'
  | 'mediationAgreement'
  | 'performanceItem'
  | 'urge'
  | 'followUp'
  | 'judicialConfirmation'
  | 'attachment'
  | 'fileLoan'
  | 'resettlement'
  | 'resettlementVisit'
  | 'meeting'
  | 'meetingAttendee'
  | 'agendaItem'
  | 'decision'

export type FieldKind =
  | 'text'
  | 'longText'
  | 'personName'
  | 'idNumber'
  | 'phone'
  | 'day'
  | 'time'
  | 'code'
  | 'integer'
  | 'money'
  | 'flag'
  | 'division'
  | 'reference'
  | 'references'
  | 'list'

/** L1 public statistics · L2 internal · L3 sensitive personal · L4 sealed (Data Security Law §21). */
export type SensitivityLevel = 'L1' | 'L2' | 'L3' | 'L4'

interface FieldCommon {
  /** Chinese, as on the paper form */
  label: string
  shortLabel?: string
  kind: FieldKind
  codes?: CodeTableName
  /** register that a reference points to */
  target?: RegisterName
  level: SensitivityLevel
  mask?: 'name' | 'idNumber' | 'phone'
  /** other headers under which offices keep this column in Excel */
  aliases?: readonly string[]
  /** GB/T 31000 data item and length */
  gbt?: string
  /** whether the value is put into a package for the superior unit */
  leaves: 'always' | 'onRequest' | 'never'
  /** set by the program, shown but never typed */
  derived?: boolean
  required?: boolean
  /** a text whose digits count when it is sorted: 2 before 10 */
  byNumber?: boolean
  help?: string
  /** column width in pixels */
  width?: number
}

/** What a field is about. A field about a person must name the form or standard that needs it, or it does not compile. */
export type FieldMeta = FieldCommon & ({ about: 'matter'; basis?: string } | { about: 'person'; basis: string })

export const fieldRegistry = z.registry<FieldMeta>()

export function field<S extends z.ZodType>(schema: S, meta: FieldMeta): S {
  fieldRegistry.add(schema, meta)
  return schema
}

export const text = (max: number) => z.string().trim().min(1).max(max)
/** an empty field is null, never '' and never undefined */
export const optional = <S extends z.ZodType>(schema: S) => schema.nullable().default(null)
export const day = () => z.string().refine(isDay, { error: '日期应写成 2026-11-21' })
export const phone = () =>
  z.string().regex(/^(1\d{10}|0\d{2,3}-?\d{7,8}(-\d{1,6})?|\d{7,8})$/, { error: '电话应为 11 位手机号，或区号加固定电话' })
export const idNumber = () =>
  z.string().superRefine((value, context) => {
    const problem = idNumberProblem(value)
    if (problem !== null) context.addIssue({ code: 'custom', message: problem.message })
  })
export const division12 = () => z.string().regex(/^\d{12}$/, { error: '区划代码应为 12 位数字' })
/** a code of one table; others are refused */
export const code = (table: CodeTableName) => z.string().refine((value) => isCode(table, value), { error: '请从列表中选择' })
export const reference = () => z.uuid({ error: '请从名单中选择' })
/** integer fen */
export const money = () => z.int({ error: '金额应为数字' }).min(0).max(1_000_000_000_000)

export type FieldValue = string | number | boolean | string[] | null
export type RecordValues = Record<string, FieldValue>

export interface FieldSection {
  title: string
  fields: readonly string[]
  /** shown only while a code field has one of these values, or when the section already holds something */
  when?: { field: string; is: readonly string[] }
}

export interface RegisterDescription {
  name: RegisterName
  /** 居民 */
  label: string
  /** 人 · 件 · 户 */
  counter: string
  fields: z.ZodObject
  /** fields whose values, joined by a blank, name a record */
  title: readonly string[]
  /** a part of another record: shown on its page, never a ledger of its own */
  parent?: {
    register: RegisterName
    field: string
    /** goes on after the whole is sealed: what is performed, visited, lent */
    afterSeal?: true
    /** why a part cannot be changed any more while the whole still can, or null */
    sealed?: (whole: Readonly<Record<string, unknown>>) => string | null
  }
  /** what one search box looks through; digits are numbers searched by fragment */
  search?: { names: readonly string[]; text: readonly string[]; digits: readonly string[] }
  /** default columns and sort of the ledger page */
  columns?: readonly string[]
  sort?: { field: string; descending: boolean }
  sections: readonly FieldSection[]
  /** rules over several fields of one record, each with its id (reference appendix E) */
  check?: (values: RecordValues) => Violation[]
  /** values that follow from others (sex and birthday from the number, …) */
  derive?: (values: RecordValues) => RecordValues
  /** why a record in this state cannot be changed any more, or null; holds for its parts too */
  sealed?: (values: Readonly<Record<string, unknown>>) => string | null
  /** records that stay but are no longer in use: left out of exports unless a filter names the field (reference §3.11 rule 8) */
  retired?: { field: string; is: readonly string[] }
  /** fields that a workflow verb alone may change once they are there */
  byVerb?: readonly string[]
  /** changed only by workflow commands, never by the generic form */
  workflow?: boolean
  /** even what stands in it already is changed by verbs alone */
  onlyByVerb?: true
  /** comes back from the bin all the same: nothing was decided when it went there */
  restorable?: boolean
  schemaVersion: number
}

export interface DescribedField {
  name: string
  meta: FieldMeta
  schema: z.ZodType
}

const described = new WeakMap<z.ZodObject, readonly DescribedField[]>()

/** The fields of a register in the order of the form; throws when one carries no description. */
export function fieldsOf(description: Pick<RegisterDescription, 'name' | 'fields'>): readonly DescribedField[] {
  const known = described.get(description.fields)
  if (known) return known
  const list = Object.entries(description.fields.shape).map(([name, schema]) => {
    const meta = fieldRegistry.get(schema as z.ZodType)
    if (!meta) throw new Error(`field ${description.name}.${name} has no description`)
    return { name, meta, schema: schema as z.ZodType }
  })
  described.set(description.fields, list)
  return list
}

export function fieldOf(description: Pick<RegisterDescription, 'name' | 'fields'>, name: string): DescribedField {
  const found = fieldsOf(description).find((one) => one.name === name)
  if (!found) throw new Error(`register ${description.name} has no field ${name}`)
  return found
}
