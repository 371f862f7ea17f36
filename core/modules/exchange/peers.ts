/** Other units: accepted by a person who compared the fingerprint, never by the program. */
import type { SqliteConnection } from '../../../db/open.ts'
import { badRequest, DeskError } from '../../contract/errors.ts'
import type { PeerView } from '../../contract/exchange.ts'
import { parseCard, sameFingerprint, type Peer } from '../../exchange/card.ts'
import { command } from '../../server/command.ts'

interface PeerRow {
  unit_id: string
  unit_code: string
  name: string
  kind: string
  fingerprint: string
  card: string
  accepted_at: string
}

const viewOf = (row: PeerRow): PeerView => ({
  unitId: row.unit_id,
  unitCode: row.unit_code,
  name: row.name,
  kind: row.kind,
  fingerprint: row.fingerprint,
  acceptedAt: row.accepted_at,
})

export const listPeers = (reader: SqliteConnection): PeerView[] =>
  (reader.prepare('SELECT * FROM peers ORDER BY unit_code').all() as PeerRow[]).map(viewOf)

/** The keys of an accepted unit, or null (E7: without them nothing of it is merged). */
export function findPeer(reader: SqliteConnection, unitId: string): (Peer & { view: PeerView }) | null {
  const row = reader.prepare('SELECT * FROM peers WHERE unit_id = ?').get(unitId) as PeerRow | undefined
  return row ? { ...parseCard(row.card), view: viewOf(row) } : null
}

/** @throws when no unit, or more than one, could be meant */
export function choosePeer(reader: SqliteConnection, wanted: string | undefined): Peer & { view: PeerView } {
  const peers = listPeers(reader)
  const candidates =
    wanted === undefined
      ? peers.filter((one) => one.kind === 'county')
      : peers.filter((one) => one.unitId === wanted || one.unitCode === wanted || one.unitCode.startsWith(wanted))
  const [only] = candidates.length === 0 && wanted === undefined ? peers : candidates
  const peer = only && candidates.length <= 1 ? findPeer(reader, only.unitId) : null
  if (peer) return peer
  if (candidates.length > 1) throw badRequest('有多个对端单位，请指明发给哪一个')
  throw new DeskError('NOT_FOUND', '还没有可以上报的单位。请先读入县级单位的名片并核对指纹', {})
}

/** E7: the fingerprint read over the phone must be that of the card. */
export const acceptPeer = command(
  'acceptPeer',
  { right: 'peers', label: '认证对端单位' },
  (write, input: { card: string; fingerprint: string }) => {
    const peer = parseCard(input.card)
    if (!sameFingerprint(peer.fingerprint, input.fingerprint))
      throw badRequest('指纹不一致：请与对方逐组核对 40 位数字；不一致就不要认证')
    const { card } = peer
    if (card.unitId === write.unit.unitId) throw badRequest('这是本单位自己的名片')
    write.desk.database.writer
      .prepare(
        `INSERT INTO peers (unit_id, unit_code, name, kind, fingerprint, card, accepted_at, accepted_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (unit_id) DO UPDATE SET name = excluded.name, fingerprint = excluded.fingerprint, card = excluded.card,
         accepted_at = excluded.accepted_at, accepted_by = excluded.accepted_by`,
      )
      .run([card.unitId, card.unitCode, card.name, card.kind, peer.fingerprint, JSON.stringify(card), write.at, write.session.id])
    write.note({ unitId: card.unitId, fingerprint: peer.fingerprint })
    return {
      unitId: card.unitId,
      unitCode: card.unitCode,
      name: card.name,
      kind: card.kind,
      fingerprint: peer.fingerprint,
      acceptedAt: write.at,
    }
  },
)
