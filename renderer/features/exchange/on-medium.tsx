import { useMutation } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import type { PackageOnMedium } from '../../../core/contract/exchange.ts'
import { api } from '../../lib/api.ts'
import { DeskFailure, messageOf } from '../../lib/errors.ts'
import { instantText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { sizeText } from '../../lib/size-text.ts'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/sheet.tsx'
import { briefCountsText, digestText, kindLabels, stateTone } from './package-words.ts'

export interface MediumFiles {
  packages: readonly PackageOnMedium[]
  /** receipts for packages of ours, not taken yet */
  receipts: readonly PackageOnMedium[]
  /** our own packages and what is meant for others: nothing to do */
  others: readonly (PackageOnMedium & { why: string })[]
}

/** States of files there is nothing to do with, and why. */
const idle: Record<string, string> = {
  own: '本单位发出的',
  foreign: '不是发给本单位的',
  receiptTaken: '回执，已经收过',
}

/** Puts what lies on a stick into its three heaps. */
export const groupFiles = (files: readonly PackageOnMedium[]): MediumFiles => ({
  packages: files.filter(({ state }) => state !== 'receipt' && idle[state] === undefined),
  receipts: files.filter(({ state }) => state === 'receipt'),
  others: files.flatMap((file) => {
    const why = idle[file.state]
    return why === undefined ? [] : [{ ...file, why }]
  }),
})

/** Merged only when a person asks: once more for its receipt, or before an earlier one has come. */
export const mayChoose = (state: string) => ['new', 'again', 'gap'].includes(state)

const advice: Record<string, string> = {
  again: '已经接收过，勾选可再写一份回执',
  gap: '前面还有包没有收到，请问问对方；可以先合并',
  fork: '同一编号收到过另一个不同的包，不能合并，请与对方核对',
  unknownPeer: '先到“数据交换”读入对方名片并核对指纹',
  tooNew: '由更新的程序写成，请升级本机的程序再接收；文件保持原样',
  damaged: '请对方重新写一次',
}

export interface OnMediumProps {
  mediumId: string
  mediumLabel: string
  files: MediumFiles
  chosen: readonly string[]
  onToggle: (file: PackageOnMedium) => void
  /** verification proved that a file is not what was signed */
  onDamaged: (fileName: string, why: string) => void
}

/** What lies on the stick, before anything of it is trusted. */
export function OnMedium({ mediumId, mediumLabel, files, chosen, onToggle, onDamaged }: OnMediumProps) {
  const { packages, receipts, others } = files
  const { today } = useSession()
  const checking = useMutation({
    mutationFn: async (fileName: string) => ({ fileName, ...(await api.exchange.verify({ mediumId, fileName })) }),
    onError: (error, fileName) => {
      if (error instanceof DeskFailure && error.code === 'FORMAT') onDamaged(fileName, error.message)
    },
  })
  const strangers = others.filter(({ state }) => state === 'foreign').length
  if (packages.length + receipts.length + others.length === 0)
    return <Notice tone="warn">“{mediumLabel}”上没有数据包（.zzb 文件）。请核对是不是拿错了U盘，文件是不是放在最外层。</Notice>
  return (
    <>
      {receipts.length > 0 && (
        <section className="receive-part" aria-label="回执">
          <h3>回执 {receipts.length} 个</h3>
          {receipts.map(({ fileName, fromName, producedAt }) => (
            <Notice key={fileName} tone="good">
              {fromName} 的回执{producedAt !== null && `，${instantText(producedAt, today)} 签发`}
              。收下后，送达的内容就不再重复上报。
            </Notice>
          ))}
        </section>
      )}
      {packages.length > 0 && (
        <section className="receive-part" aria-label="数据包">
          <h3>数据包 {packages.length} 个</h3>
          <PlainTable<PackageOnMedium>
            label="U盘上的数据包"
            rows={packages}
            keyOf={({ fileName }) => fileName}
            marked={({ fileName }) => chosen.includes(fileName)}
            columns={[
              {
                label: '合并',
                kind: 'short',
                cell: (file) => (
                  <Checkbox
                    aria-label={`合并 ${file.packageNo ?? file.fileName}`}
                    checked={chosen.includes(file.fileName)}
                    disabled={!mayChoose(file.state)}
                    onChange={() => {
                      onToggle(file)
                    }}
                  />
                ),
              },
              {
                label: '来自',
                kind: 'short',
                cell: ({ fromName, fileName }) => (
                  <>
                    <b>{fromName ?? '看不出来'}</b>
                    <br />
                    <span className="dim note">{fileName}</span>
                  </>
                ),
              },
              {
                label: '状态',
                cell: ({ state, stateLabel }) => (
                  <>
                    <Tag tone={stateTone(state)}>{state === 'damaged' ? '损坏' : stateLabel}</Tag>
                    {(state === 'damaged' || advice[state] !== undefined) && (
                      <div className="muted note">
                        {state === 'damaged' && stateLabel !== '损坏' && `${stateLabel}。`}
                        {advice[state]}
                      </div>
                    )}
                  </>
                ),
              },
              { label: '种类', kind: 'short', cell: ({ kind }) => (kind === null ? '—' : (kindLabels[kind] ?? kind)) },
              { label: '期间', kind: 'short', cell: ({ period }) => (period === null ? '—' : <PeriodText period={period} />) },
              { label: '内容', cell: ({ counts, kind }) => briefCountsText(counts) || (kind === null ? '—' : '零报告') },
              { label: '大小', kind: 'number', cell: ({ bytes }) => sizeText(bytes) },
              {
                label: '核对',
                kind: 'short',
                cell: ({ fileName, state }) =>
                  ['damaged', 'unknownPeer'].includes(state) ? (
                    '—'
                  ) : (
                    <button
                      type="button"
                      className="link"
                      aria-label={`验签：${fileName}`}
                      disabled={checking.isPending}
                      onClick={() => {
                        checking.mutate(fileName)
                      }}
                    >
                      验签
                    </button>
                  ),
              },
            ]}
          />
          {checking.isError && <Notice tone="bad">验签没有通过：{messageOf(checking.error)}</Notice>}
          {checking.data !== undefined && (
            <Notice tone="good">
              {checking.data.fileName}：确由 <b>{checking.data.fromName}</b> 签发，内容完整。摘要{' '}
              <b className="digest">{digestText(checking.data.digest)}</b>，可与交接单核对。
            </Notice>
          )}
        </section>
      )}
      {packages.length + receipts.length === 0 && (
        <Notice tone="warn">
          这个U盘上没有给本单位的数据包
          {strangers > 0 && `；有 ${String(strangers)} 个是发给别的单位的`}。
        </Notice>
      )}
      {others.length > 0 && (
        <p className="muted note">
          另有 {others.length} 个文件不用处理：{others.map(({ fileName, why }) => `${fileName}（${why}）`).join('、')}。
        </p>
      )}
    </>
  )
}

function PeriodText({ period }: { period: string }) {
  const [from = '', to = ''] = period.split(' 至 ')
  return from === to || to === '' ? (
    from
  ) : (
    <>
      {from}
      <br />至 {to}
    </>
  )
}
