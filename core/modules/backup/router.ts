import { basename } from 'node:path'
import { auditHead, verifyAudit } from '../../server/audit.ts'
import { listBackups, runBackup } from '../../server/backup.ts'
import { paths } from '../../server/desk.ts'
import { member } from '../../server/router-base.ts'
import { DeskError } from '../../contract/errors.ts'
import type { BackupMade } from '../../contract/exchange.ts'
import type { RegisterName } from '../../domain/field.ts'
import { may } from '../../server/rights.ts'
import type { Account } from '../../contract/session.ts'

export const backupRouter = {
  create: member.backup.create.handler(async ({ context: { backend, desk, session }, input }) => {
    const folder = input.mediumId ? (await backend.media.get(input.mediumId)).path : paths(backend.ports.dataDir).backups
    return {
      jobId: backend.jobs.start(async (control): Promise<BackupMade> => {
        const { file, ...done } = await runBackup(backend, desk, session, folder, control)
        return { fileName: basename(file), ...done }
      }),
    }
  }),
  list: member.backup.list.handler(({ context: { backend } }) => ({
    backups: listBackups(paths(backend.ports.dataDir).backups),
  })),
}

const refuseOthers = (session: Account) => {
  if (!may(session, 'audit')) throw new DeskError('FORBIDDEN', '只有审计权限可以查看使用记录', {})
}

interface AuditLine {
  seq: number
  at: string
  actor: string
  command: string
  register: RegisterName | null
  recordId: string | null
  detail: string
}

export const auditRouter = {
  verify: member.audit.verify.handler(({ context: { desk, session } }) => {
    refuseOthers(session)
    return verifyAudit(desk.database.reader)
  }),
  list: member.audit.list.handler(({ context: { desk, session }, input }) => {
    refuseOthers(session)
    const { reader } = desk.database
    const before = input.before ?? auditHead(reader).sequence + 1
    const lines = reader
      .prepare(
        `SELECT e.seq, e.at, coalesce(a.display_name, e.actor_id) AS actor, e.command,
           e.register, e.record_id AS recordId, e.detail FROM audit_entries e
         LEFT JOIN accounts a ON a.id = e.actor_id WHERE e.seq < ? ORDER BY e.seq DESC LIMIT ?`,
      )
      .all([before, input.limit]) as AuditLine[]
    const entries = lines.map(({ register, recordId, ...line }) => {
      return { ...line, record: register === null || recordId === null ? null : { register, id: recordId } }
    })
    return { entries }
  }),
}
