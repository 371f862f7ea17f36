/** What the verbs of the command line share: `do 台账 编号 动作 --from 文件`. */
import { codeTables, type CodeTableName } from '../../core/domain/codes.ts'
import { localDay } from '../../core/domain/day.ts'
import type { RegisterName } from '../../core/domain/field.ts'
import type { Api, CliSession } from './cli-session.ts'

export type Verb = (session: CliSession, id: string, input: Record<string, unknown>) => Promise<unknown>

export const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)
export const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
export const today = (): string => localDay(new Date())

type Code<Table extends CodeTableName> = (typeof codeTables)[Table][number][0]

/** A code from its code or its name; what is neither goes on to be refused by the contract. */
export function codeOf<Table extends CodeTableName>(table: Table, written: unknown): Code<Table> {
  const text = textOf(written, '')
  const known = codeTables[table].find(([code, name]) => code === text || name === text)?.[0] ?? text
  return known
}

export async function versionOf(api: Api, register: RegisterName, id: string, input: Record<string, unknown>): Promise<number> {
  if (typeof input.expectedVersion === 'number') return input.expectedVersion
  return (await api.register.get({ register, id })).version
}
