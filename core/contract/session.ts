import { oc } from '@orpc/contract'
import { z } from 'zod'

export const unitKind = z.enum(['township', 'justice-office', 'county'])
export type UnitKind = z.infer<typeof unitKind>

export const unit = z.strictObject({
  unitId: z.string(),
  unitCode: z.string(),
  unitName: z.string(),
  kind: unitKind,
  /** used in file numbers: 石榴 in （2026）石榴人调字第3号 */
  shortName: z.string(),
  committeeName: z.string(),
})
export type Unit = z.infer<typeof unit>

export const account = z.strictObject({
  id: z.string(),
  loginName: z.string(),
  displayName: z.string(),
  role: z.enum(['admin', 'operator']),
})
export type Account = z.infer<typeof account>

export const password = z.string().min(1).max(200)

export const sessionContract = {
  /** empty: no data yet → first run · closed: log in · open: this connection is logged in */
  status: oc.output(
    z.strictObject({
      phase: z.enum(['empty', 'closed', 'open']),
      unitName: z.string().nullable(),
      unit: unit.nullable(),
      account: account.nullable(),
      accounts: z.array(z.strictObject({ loginName: z.string(), displayName: z.string() })),
      appVersion: z.string(),
      idleMinutes: z.int(),
      demo: z.boolean(),
      today: z.string(),
    }),
  ),
  initialize: oc
    .input(
      z.strictObject({
        unitCode: z.string(),
        unitName: z.string().trim().min(2).max(60),
        kind: unitKind,
        adminName: z.string().trim().min(1).max(30),
        password,
      }),
    )
    .output(z.strictObject({ recoverySecret: z.string(), account, unit })),
  logIn: oc.input(z.strictObject({ loginName: z.string().optional(), password })).output(account),
  /** forgotten password: the printed secret sets a new one */
  recover: oc
    .input(z.strictObject({ loginName: z.string().optional(), recoverySecret: z.string(), newPassword: password }))
    .output(account),
  lock: oc.output(z.strictObject({})),
  changePassword: oc.input(z.strictObject({ current: password, next: password })).output(z.strictObject({})),
  createAccount: oc
    .input(
      z.strictObject({
        loginName: z.string().trim().min(1).max(30),
        displayName: z.string().trim().min(1).max(30),
        role: z.enum(['admin', 'operator']),
        password,
      }),
    )
    .output(account),
}

export const draftContract = {
  save: oc
    .input(z.strictObject({ form: z.string().max(120), payload: z.unknown() }))
    .output(z.strictObject({ savedAt: z.string() })),
  get: oc
    .input(z.strictObject({ form: z.string().max(120) }))
    .output(z.strictObject({ payload: z.unknown(), savedAt: z.string().nullable() })),
  discard: oc.input(z.strictObject({ form: z.string().max(120) })).output(z.strictObject({})),
}

export const jobView = z.strictObject({
  jobId: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  phase: z.string(),
  done: z.int(),
  total: z.int().nullable(),
  result: z.unknown(),
  error: z.strictObject({ code: z.string(), message: z.string(), data: z.unknown() }).nullable(),
})
export type JobView = z.infer<typeof jobView>
export const jobStarted = z.strictObject({ jobId: z.string() })

export const jobContract = {
  get: oc.input(jobStarted).output(jobView),
  cancel: oc.input(jobStarted).output(z.strictObject({})),
}
