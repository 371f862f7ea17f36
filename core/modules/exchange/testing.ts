/** Units that know each other, for tests. */
import type { TestDesk } from '../../testing.ts'

/** One unit takes in the card of another. */
export async function accept(desk: TestDesk, of: TestDesk): Promise<void> {
  const { card, fingerprint } = await of.api.exchange.unitCard()
  const fileRef = desk.context.backend.files.add(desk.context.connection, 'card.json', {
    bytes: Buffer.from(JSON.stringify(card)),
  })
  await desk.api.exchange.acceptPeer({ fileRef, fingerprint })
}
