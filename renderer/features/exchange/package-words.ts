/** What the book of packages calls things, in words for people. */
import type { PackageView } from '../../../core/contract/exchange.ts'
import { isRegisterName, registerNames, registers } from '../../../core/domain/registers.ts'
import { countText } from '../../lib/format.ts'
import type { Tone } from '../../ui/sheet.tsx'

export const kindLabels: Record<string, string> = { up: '上报', down: '下发', transfer: '移交', receipt: '回执', notice: '通知' }

export const unitKindLabels: Record<string, string> = { township: '乡镇综治中心', 'justice-office': '司法所', county: '县级单位' }

const statusTones: Record<string, Tone> = {
  exported: 'amber',
  acknowledged: 'green',
  partly: 'amber',
  rejected: 'red',
  merged: 'green',
  taken: 'grey',
}
/** A receipt of ours waits for nothing. */
export const statusTone = ({ status, kind }: Pick<PackageView, 'status' | 'kind'>): Tone =>
  kind === 'receipt' ? 'grey' : (statusTones[status] ?? 'grey')

export const statusText = ({ direction, kind, statusLabel }: PackageView): string =>
  kind === 'receipt' && direction === 'sent' ? '已写出' : statusLabel

/** Of what lies on a stick. */
const stateTones: Record<string, Tone> = {
  new: 'blue',
  again: 'grey',
  gap: 'amber',
  fork: 'red',
  unknownPeer: 'amber',
  foreign: 'grey',
  tooNew: 'amber',
  own: 'grey',
  receipt: 'green',
  receiptTaken: 'grey',
  damaged: 'red',
}
export const stateTone = (state: string): Tone => stateTones[state] ?? 'grey'

export interface LedgerCount {
  name: string
  label: string
  /** 人 · 件 */
  counter: string
  count: number
}

/** A receipt is one thing, whatever streams it is made of. */
const receiptParts = new Set(['receiptCount', 'receiptRefused', 'receiptAccepted'])

/** Counts by ledger in the order of the ledgers, deletions last; nothing of zero. */
export function ledgerCounts(counts: Readonly<Record<string, number>>): LedgerCount[] {
  const order = (name: string) => (isRegisterName(name) ? registerNames.indexOf(name) : registerNames.length)
  return Object.entries(counts)
    .filter(([name, count]) => count > 0 && !receiptParts.has(name))
    .sort(([a], [b]) => order(a) - order(b))
    .map(([name, count]) =>
      isRegisterName(name)
        ? { name, label: registers[name].label, counter: registers[name].counter, count }
        : { name, label: name === 'tombstone' ? '删除' : name === 'receipt' ? '回执' : name, counter: '条', count },
    )
}

/** `居民 3,051 人、纠纷 37 件` */
export const countsText = (counts: Readonly<Record<string, number>>): string =>
  ledgerCounts(counts)
    .map(({ label, count, counter }) => `${label} ${countText(count)} ${counter}`)
    .join('、')

const mainLedgers = ['resident', 'mediation', 'resettlement', 'meeting']

/** The ledgers everyone asks about, then all together: `居民 1,200 人、调解案件 12 件，共 1,727 条` */
export function briefCountsText(counts: Readonly<Record<string, number>>): string {
  const all = ledgerCounts(counts)
  const main = all.filter(({ name }) => mainLedgers.includes(name))
  const shown = (main.length > 0 ? main : all.slice(0, 3)).map(
    ({ label, count, counter }) => `${label} ${countText(count)} ${counter}`,
  )
  return all.length === 0 ? '' : `${shown.join('、')}${all.length > shown.length ? `，共 ${countText(totalOf(counts))} 条` : ''}`
}

export const totalOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, one) => sum + one, 0)

/** The first 16 places of a digest, in fours, as on the handover slip. */
export const digestText = (digest: string): string =>
  digest
    .slice(0, 16)
    .toUpperCase()
    .replaceAll(/(.{4})(?=.)/g, '$1 ')
