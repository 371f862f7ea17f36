/** What is being typed, kept in the encrypted database from the first keystroke. Not a record: neither audited nor versioned. */
import type { OpenContext } from '../../server/context.ts'
import { badRequest } from '../../contract/errors.ts'

const maxDraftBytes = 1024 * 1024

export async function saveDraft(
  { backend, desk, session }: OpenContext,
  form: string,
  payload: unknown,
): Promise<{ savedAt: string }> {
  const text = JSON.stringify(payload ?? null)
  if (text.length > maxDraftBytes) throw badRequest('内容太长，草稿没有保存')
  const savedAt = backend.ports.clock.now().toISOString()
  await desk.exclusive(async () => {
    desk.database.writer
      .prepare(
        `INSERT INTO drafts (account_id, form, payload, saved_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (account_id, form) DO UPDATE SET payload = excluded.payload, saved_at = excluded.saved_at`,
      )
      .run([session.id, form, text, savedAt])
    return Promise.resolve()
  })
  return { savedAt }
}

export function getDraft({ desk, session }: OpenContext, form: string): { payload: unknown; savedAt: string | null } {
  const row = desk.database.reader
    .prepare('SELECT payload, saved_at FROM drafts WHERE account_id = ? AND form = ?')
    .get([session.id, form]) as { payload: string; saved_at: string } | undefined
  return row ? { payload: JSON.parse(row.payload) as unknown, savedAt: row.saved_at } : { payload: null, savedAt: null }
}

export const discardDraft = ({ desk, session }: OpenContext, form: string): Promise<void> =>
  desk.exclusive(async () => {
    desk.database.writer.prepare('DELETE FROM drafts WHERE account_id = ? AND form = ?').run([session.id, form])
    return Promise.resolve()
  })
