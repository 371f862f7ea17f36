/** What the list of a case's papers says beside each of them, in the users' words. */
import type { StoredRow } from '../../db/rows.ts'
import { localDay } from '../domain/day.ts'
import type { CasePaper } from '../domain/mediation/case-documents.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const monthDay = (day: string) => day.slice(5)
const dayOf = (instant: string) => monthDay(localDay(new Date(instant)))

/** Which of several it is: 第 2 次, or a name, or a day. */
export function partName(of: CasePaper['of'], record: StoredRow): string {
  switch (of) {
    case 'mediationSession':
      return `第 ${String(record.sessionNo)} 次`
    case 'investigation':
      return text(record.name)
    case 'urge':
      return text(record.urgedOn)
    case 'followUp':
      return text(record.doneOn)
    case 'judicialConfirmation':
      return text(record.appliedOn)
    case 'mediationAgreement':
      return text(record.concludedOn)
    case 'mediation':
      return ''
  }
}

const sources: Readonly<Record<string, string>> = { file: '扫描件', camera: '高拍', pasted: '图片' }

/** 2 页 · 扫描件 10-21；3 件 · 共 7 页 · 扫描件 10-21；第 2 版 · 10-21 王秋石 */
export function presentWords(
  scans: readonly StoredRow[],
  kept: { version: number; at: string; byName: string } | undefined,
): string {
  const last = scans
    .map(({ createdAt }) => createdAt)
    .sort()
    .at(-1)
  if (last === undefined) return kept ? `第 ${String(kept.version)} 版 · ${dayOf(kept.at)} ${kept.byName}` : ''
  const pages = scans.reduce((sum, scan) => sum + Number(scan.pages), 0)
  const kinds = new Set(scans.map(({ source }) => sources[text(source)] ?? '扫描件'))
  const count = scans.length === 1 ? `${String(pages)} 页` : `${String(scans.length)} 件 · 共 ${String(pages)} 页`
  return `${count} · ${[...kinds].join('、')} ${dayOf(last)}`
}

const days: Readonly<Record<string, string>> = {
  mediationSession: 'heldOn',
  investigation: 'investigatedOn',
  urge: 'urgedOn',
  followUp: 'doneOn',
  judicialConfirmation: 'appliedOn',
}

interface Counted {
  parties: readonly StoredRow[]
  evidence: readonly StoredRow[]
}

export function readyWords({ type, of }: CasePaper, record: StoredRow, { parties, evidence }: Counted): string | null {
  if (type === 'rightsNotice') return parties.length === 2 ? '双方各 1 份' : `当事人各 1 份，共 ${String(parties.length)} 份`
  if (type === 'agreement')
    return `${String(record.copies)} 份：当事人各 1 份，调委会 1 份${text(record.effectiveOn) === '' ? '；待签章' : ''}`
  if (type === 'evidenceList') return `证据 ${String(evidence.length)} 件`
  if (type === 'acceptance') return monthDay(text(record.acceptedOn))
  if (madeAtBinding.includes(type)) return '成卷时生成'
  const day = days[of]
  return day === undefined ? null : monthDay(text(record[day]))
}

const madeAtBinding = ['cover', 'index', 'backCover', 'fileNote']

const whenMissing: Readonly<Record<string, string>> = {
  application: '由当事人申请；主动调解的不用',
  acceptance: '受理后生成',
  entrustment: '放入委托机关的委托调解函',
  identityProof: '当事人身份证复印件',
  proxyLetter: '代理人的授权委托书',
  evidenceList: '登记证据后生成',
  evidence: '拖入照片、书证',
  mediationRecord: '记录调解后生成',
  agreement: '达成协议后自动带入条款与大写金额',
  oralAgreement: '登记口头协议后生成',
  terminationNotice: '登记终止原因和救济途径后生成',
  rejectionNotice: '登记不予受理的理由后生成',
  performanceProof: '收条、汇款凭证；全部履行后可生成证明',
  judicialConfirmation: '生效后 30 日内双方共同申请',
  courtPapers: '法院的受理通知、裁定书',
  entrustReply: '案件有结果后生成',
  closingReport: '结案后生成',
}

export function missingWords(type: string, { plannedFollowUps }: { plannedFollowUps: readonly StoredRow[] }): string {
  const planned = plannedFollowUps[0]
  if (type === 'followUp') return planned ? `计划 ${monthDay(text(planned.plannedOn))} 回访` : '达成后 7 日自动提醒'
  return madeAtBinding.includes(type) ? '成卷时生成' : (whenMissing[type] ?? '')
}

const unsentBodies: readonly CasePaper['of'][] = ['mediationSession', 'investigation']

/** Of a case that came in a package: what stayed with the unit it is of, or null. */
export function withheldWords({ of }: CasePaper, state: string): string | null {
  if (state === 'missing') return '原单位如有扫描件，没有随包上报'
  return state === 'ready' && unsentBodies.includes(of) ? '正文没有随包上报，请向原单位调阅' : null
}
