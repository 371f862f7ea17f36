/** The unit's own keys: made at the first run, kept in the encrypted database, shown to others as a card. */
import type { OpenDatabase } from '../../../db/open.ts'
import type { Unit } from '../../contract/session.ts'
import { issueCard, type UnitCard } from '../../exchange/card.ts'
import { sm2GenerateKeyPair, type Sm2KeyPair } from '../../exchange/sm.ts'
import { decodePrivateKeyPem, encodePrivateKeyPem } from '../../exchange/sm2-encoding.ts'

export interface UnitKeys {
  signing: Sm2KeyPair
  decryption: Sm2KeyPair
  card: UnitCard
}

export function makeUnitKeys(database: OpenDatabase, unit: Unit, at: string): void {
  const signing = sm2GenerateKeyPair()
  const decryption = sm2GenerateKeyPair()
  const card = issueCard({
    unitId: unit.unitId,
    unitCode: unit.unitCode,
    name: unit.unitName,
    kind: unit.kind,
    createdAt: at,
    signingPrivateKey: signing.privateKey,
    encryptionPublicKey: decryption.publicKey,
  })
  database.writer
    .prepare('INSERT INTO unit_keys (id, signing_private, decryption_private, card, created_at) VALUES (1, ?, ?, ?, ?)')
    .run([encodePrivateKeyPem(signing), encodePrivateKeyPem(decryption), JSON.stringify(card), at])
}

export function readUnitKeys(database: OpenDatabase): UnitKeys {
  const row = database.writer.prepare('SELECT signing_private, decryption_private, card FROM unit_keys WHERE id = 1').get() as {
    signing_private: string
    decryption_private: string
    card: string
  }
  return {
    signing: decodePrivateKeyPem(row.signing_private),
    decryption: decodePrivateKeyPem(row.decryption_private),
    card: JSON.parse(row.card) as UnitCard,
  }
}
