import type { Account } from '../../core/contract/session.ts'

export const roleWords: Record<Account['role'], string> = { admin: '管理员', operator: '工作人员' }
