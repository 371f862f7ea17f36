import type { z } from 'zod'
import type { receiveResult } from '../../../core/contract/exchange.ts'
import { isRegisterName, registers } from '../../../core/domain/registers.ts'
import { localDay } from '../../../core/domain/day.ts'
import { clockText, countText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/sheet.tsx'
import type { Tone } from '../../ui/sheet.tsx'
import { CountBalance, ResultSheet } from '../../ui/wizard.tsx'

type ReceivedFile = z.infer<typeof receiveResult>['files'][number]
type Refusal = ReceivedFile['refused'][number]

export type TakenReceipt =
  | { fileName: string; failure: string }
  | { fileName: string; packageNo: string; result: string; refused: number; already: boolean }

const outcomes: Record<ReceivedFile['outcome'], { label: string; tone: Tone }> = {
  accepted: { label: '全部接收', tone: 'green' },
  partly: { label: '部分接收', tone: 'amber' },
  again: { label: '重复，未再合并', tone: 'grey' },
  refused: { label: '没有接收', tone: 'red' },
}
const receiptWords: Record<string, string> = { accepted: '对方已全部接收', partly: '对方部分接收', refused: '对方拒收' }

/** What became of every package and receipt of the stick; printable. */
export function ReceiveOutcome({
  receipts,
  files,
  contents,
  mediumLabel,
}: {
  receipts: readonly TakenReceipt[]
  files: readonly ReceivedFile[]
  /** records each package says it holds, by file name */
  contents: ReadonlyMap<string, number>
  mediumLabel: string
}) {
  const { unit, account } = useSession()
  const now = new Date()
  const failed = files.filter(({ outcome }) => outcome === 'refused').length + receipts.filter((one) => 'failure' in one).length
  const written = new Set(files.flatMap(({ receiptFile }) => receiptFile ?? [])).size
  return (
    <ResultSheet
      good={failed === 0}
      title={failed === 0 ? '接收完成' : `接收完成，有 ${String(failed)} 个没有接收`}
      facts={[
        { label: '单位', value: unit.unitName },
        { label: '经办', value: `${account.displayName}　${localDay(now)} ${clockText(now)}` },
        ...(files.length > 0
          ? [{ label: '回执', value: written > 0 ? `已写回“${mediumLabel}” ${String(written)} 份，请交还对方` : '没有写出回执' }]
          : []),
      ]}
    >
      {receipts.map((one) => (
        <section key={one.fileName} className="receive-one" aria-label={one.fileName}>
          {'failure' in one ? (
            <Notice tone="bad">
              回执 {one.fileName} 没有收下：{one.failure}
            </Notice>
          ) : (
            <>
              <div className="receive-head">
                <h3>回执：{one.packageNo}</h3>
                <Tag tone={one.result === 'accepted' ? 'green' : one.result === 'partly' ? 'amber' : 'red'}>
                  {receiptWords[one.result] ?? one.result}
                </Tag>
                {one.already && <span className="muted note">这份回执以前收过</span>}
              </div>
              {one.refused > 0 && (
                <p className="muted">
                  有 {countText(one.refused)} 条对方没有接收，会随下一次上报再发；在“数据交换”的登记簿里可以看到。
                </p>
              )}
            </>
          )}
        </section>
      ))}
      {files.map((file) => (
        <section key={file.fileName} className="receive-one" aria-label={file.fileName}>
          <div className="receive-head">
            <h3>{file.packageNo ?? file.fileName}</h3>
            <Tag tone={outcomes[file.outcome].tone}>{outcomes[file.outcome].label}</Tag>
            <span className="muted">{file.message}</span>
          </div>
          <p className="muted note">
            文件 {file.fileName}
            {file.receiptFile !== null && `，回执 ${file.receiptFile}`}
          </p>
          {(file.outcome === 'accepted' || file.outcome === 'partly') && (
            <FileCounts file={file} contents={contents.get(file.fileName)} />
          )}
          {file.refused.length > 0 && (
            <PlainTable<Refusal & { at: number }>
              label="没有接收的记录"
              rows={file.refused.slice(0, 200).map((one, at) => ({ ...one, at }))}
              keyOf={({ at }) => at}
              columns={[
                {
                  label: '台账',
                  kind: 'short',
                  cell: ({ register }) => (isRegisterName(register) ? registers[register].label : register),
                },
                { label: '记录编号', kind: 'short', cell: ({ recordId }) => <span className="dim note">{recordId}</span> },
                { label: '原因', cell: ({ message }) => message },
              ]}
            />
          )}
        </section>
      ))}
    </ResultSheet>
  )
}

function FileCounts({ file, contents }: { file: ReceivedFile; contents: number | undefined }) {
  const { created, updated, unchanged, refused } = file
  return (
    <CountBalance
      whole={{ label: '包内', count: contents ?? created + updated + unchanged + refused.length }}
      parts={[
        { label: '新增', count: created, tone: 'good' },
        { label: '更新', count: updated, tone: 'good' },
        { label: '未变', count: unchanged },
        { label: '未接收', count: refused.length, tone: 'bad' },
      ]}
    />
  )
}
