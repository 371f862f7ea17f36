/**
 * Hand-up and reception of 100,000 residents: export (seal, write, read back) and receive (verify, open, merge, receipt),
 * beside gzip + SM4-CTR of OpenSSL over the same lines, and a plain unencrypted SQLite taking the same rows.
 * `node bench/exchange.ts [rows]`
 */
import { createCipheriv, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { exportResult, receiveResult } from '../core/contract/exchange.ts'
import { newTestDesk, type TestDesk } from '../core/testing.ts'
import { deskWithResidents, discard, inventPeople, machine, seconds, timed } from './measure.ts'

const rows = Number(process.argv[2] ?? 100_000)
const stick = mkdtempSync(join(tmpdir(), 'bench-exchange-'))
const town = await deskWithResidents(rows)
const county = await newTestDesk({ kind: 'county' })

async function know(desk: TestDesk, other: TestDesk): Promise<void> {
  const { card, fingerprint } = await other.api.exchange.unitCard()
  const fileRef = desk.context.backend.files.add(desk.context.connection, 'card.json', {
    bytes: Buffer.from(JSON.stringify(card)),
  })
  await desk.api.exchange.acceptPeer({ fileRef, fingerprint })
}
await know(town, county)
await know(county, town)

const sent = await timed(async () =>
  exportResult.parse(await town.finish(await town.api.exchange.export({ mediumId: town.backend.addFolder(stick).id }))),
)
const received = await timed(async () => {
  const mediumId = county.backend.addFolder(stick).id
  return receiveResult.parse(
    await county.finish(await county.api.exchange.receive({ mediumId, fileNames: [sent.value.fileName] })),
  )
})

const people = [...inventPeople(rows)]
const writing = await timed(() => {
  const zipped = gzipSync(people.map((one) => JSON.stringify(one)).join('\n'))
  const cipher = createCipheriv('sm4-ctr', randomBytes(16), randomBytes(16))
  return { zipped, sealed: Buffer.concat([cipher.update(zipped), cipher.final()]) }
})
const taking = await timed(() => {
  const plain = new Database(join(stick, 'plain.db'))
  plain.exec(
    'CREATE TABLE p (name, sex, birth_on, id_number UNIQUE, phone, village, group_name, address); CREATE INDEX p_name ON p (name)',
  )
  const insert = plain.prepare('INSERT INTO p VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  plain.transaction(() => {
    for (const line of gunzipSync(writing.value.zipped).toString().split('\n'))
      insert.run(Object.values(JSON.parse(line) as Record<string, string>))
  })()
  plain.close()
})
console.log(machine())
console.log(
  `export ${seconds(sent.ms)} (${(sent.value.bytes / 1024 / 1024).toFixed(1)} MB) · gzip + sm4-ctr ${seconds(writing.ms)} · ratio ${(sent.ms / writing.ms).toFixed(1)}`,
)
console.log(
  `receive ${seconds(received.ms)} (${String(received.value.files[0]?.created ?? 0)} created) · gunzip + plain SQLite ${seconds(taking.ms)} · ratio ${(received.ms / taking.ms).toFixed(1)}`,
)
console.log(
  `files on the medium: ${readdirSync(stick)
    .filter((name) => name.endsWith('.zzb'))
    .join(', ')} · peak RSS ${String(Math.round(process.resourceUsage().maxRSS / 1024))} MB`,
)
await town.close()
await county.close()
discard(stick)
