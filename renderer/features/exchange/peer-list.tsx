import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { PeerView } from '../../../core/contract/exchange.ts'
import { api, pickFile } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { instantText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { emptyGroups, FingerprintEntry } from './fingerprint.tsx'
import { unitKindLabels } from './package-words.ts'
import '../../ui/ask.css'

interface ReadCard {
  fileRef: string
  name: string
  unitCode: string
  kind: string
  fingerprint: string
}

/** The units with which packages are exchanged, each accepted by a person who compared its fingerprint. */
export function PeerSheet({ peers, failure }: { peers: readonly PeerView[] | undefined; failure: string | undefined }) {
  const { account, today } = useSession()
  const [accepted, setAccepted] = useState<string>()
  const reading = useMutation({
    mutationFn: async (): Promise<ReadCard | null> => {
      const picked = await pickFile('.json')
      if (picked === null) return null
      return { fileRef: picked.fileRef, ...(await api.exchange.readCard({ fileRef: picked.fileRef })) }
    },
  })
  const card = reading.data ?? null
  const admin = account.role === 'admin'
  return (
    <Sheet
      title="对端单位"
      extra={
        <>
          {!admin && <span className="muted note">认证对端由管理员办理</span>}
          <Button
            size="small"
            disabled={!admin}
            loading={reading.isPending}
            onClick={() => {
              setAccepted(undefined)
              reading.mutate()
            }}
          >
            读入名片…
          </Button>
        </>
      }
    >
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      {reading.isError && <Notice tone="bad">名片没有读入：{messageOf(reading.error)}</Notice>}
      {accepted !== undefined && <Notice tone="good">已认证“{accepted}”，现在可以与它交换数据包。</Notice>}
      {peers?.length === 0 && (
        <p className="exchange-pad muted">
          还没有对端单位。向对方要一份名片文件，读入后打电话核对 40 位指纹；双方都认证了对方，才能上报和接收。
        </p>
      )}
      {peers !== undefined && peers.length > 0 && (
        <PlainTable<PeerView>
          label="对端单位"
          rows={peers}
          keyOf={({ unitId }) => unitId}
          columns={[
            { label: '单位', cell: ({ name }) => <b>{name}</b> },
            { label: '类别', kind: 'short', cell: ({ kind }) => unitKindLabels[kind] ?? kind },
            { label: '代码', kind: 'short', cell: ({ unitCode }) => unitCode },
            { label: '认证时间', kind: 'short', cell: ({ acceptedAt }) => instantText(acceptedAt, today) },
          ]}
        />
      )}
      {card !== null && (
        <AcceptPeer
          card={card}
          onAccepted={(name) => {
            setAccepted(name)
            reading.reset()
          }}
          onClose={reading.reset}
        />
      )}
    </Sheet>
  )
}

function AcceptPeer({ card, onAccepted, onClose }: { card: ReadCard; onAccepted: (name: string) => void; onClose: () => void }) {
  const queries = useQueryClient()
  const [groups, setGroups] = useState<readonly string[]>(emptyGroups)
  const typed = groups.join(' ')
  const accept = useMutation({
    mutationFn: () => api.exchange.acceptPeer({ fileRef: card.fileRef, fingerprint: typed }),
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries({ queryKey: ['exchange'] })
      onAccepted(name)
    },
  })
  const complete = groups.every((group) => group.length === 5)
  const same = typed === card.fingerprint
  return (
    <Dialog open title={`认证“${card.name}”`} className="accept-peer" onClose={onClose}>
      <form
        className="ask"
        onSubmit={(event) => {
          event.preventDefault()
          if (same) accept.mutate()
        }}
      >
        <p>
          {unitKindLabels[card.kind] ?? card.kind}　{card.unitCode}
        </p>
        <p className="muted">
          请打电话给对方单位（用原来就知道的号码），请对方打开“数据交换”，念出“本单位名片”上的 40
          位指纹。听一组填一组，平安台与名片逐组比对。
        </p>
        <FingerprintEntry expected={card.fingerprint} groups={groups} onChange={setGroups} />
        {complete && !same && (
          <Notice tone="bad">
            有的组不一致。先请对方再念一遍；仍不一致，说明这份名片不是对方的，不要认证，请对方重新给一份。
          </Notice>
        )}
        {same && <Notice tone="good">40 位全部一致，可以认证。</Notice>}
        {accept.isError && <Notice tone="bad">{messageOf(accept.error)}</Notice>}
        <div className="actions">
          <Button className="push" onClick={onClose}>
            取消
          </Button>
          <Button type="primary" htmlType="submit" disabled={!same} loading={accept.isPending}>
            认证这个单位
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
