import { localDay } from '../../domain/day.ts'
import { readKeyring } from '../../../db/keys.ts'
import { ruleSettings } from '../../domain/rule-settings.ts'
import { finishFirstRun, paths } from '../../server/desk.ts'
import { lock } from '../../server/lock-session.ts'
import { anyone, member } from '../../server/router-base.ts'
import { changePassword, createAccount, initialize, logIn, recover } from '../../server/session.ts'
import { discardDraft, getDraft, saveDraft } from './drafts.ts'

export const sessionRouter = {
  status: anyone.session.status.handler(({ context: { backend, connection } }) => {
    const { ports, desk } = backend
    const phase = finishFirstRun(ports.dataDir)
    const keyring = phase === 'empty' ? null : readKeyring(paths(ports.dataDir).keyring)
    return {
      phase: connection.session && desk ? ('open' as const) : phase,
      unitName: keyring?.unitName ?? null,
      unit: connection.session && desk ? desk.unit : null,
      account: connection.session,
      accounts: keyring?.accounts.map(({ loginName, displayName }) => ({ loginName, displayName })) ?? [],
      appVersion: ports.appVersion,
      idleMinutes: desk?.rule('sec.idleMinutes') ?? ruleSettings.find((one) => one.key === 'sec.idleMinutes')?.value ?? 15,
      demo: ports.demo,
      today: localDay(ports.clock.now()),
    }
  }),
  initialize: anyone.session.initialize.handler(({ context, input }) => initialize(context.backend, context.connection, input)),
  logIn: anyone.session.logIn.handler(({ context, input }) =>
    logIn(context.backend, context.connection, input.loginName, input.password),
  ),
  recover: anyone.session.recover.handler(({ context, input }) => recover(context.backend, context.connection, input)),
  lock: anyone.session.lock.handler(({ context }) => {
    lock(context.backend, context.connection)
    return {}
  }),
  changePassword: member.session.changePassword.handler(async ({ context, input }) => {
    await changePassword(context, input)
    return {}
  }),
  createAccount: member.session.createAccount.handler(({ context, input }) => createAccount(context, input)),
}

export const draftRouter = {
  save: member.draft.save.handler(({ context, input }) => saveDraft(context, input.form, input.payload)),
  get: member.draft.get.handler(({ context, input }) => getDraft(context, input.form)),
  discard: member.draft.discard.handler(async ({ context, input }) => {
    await discardDraft(context, input.form)
    return {}
  }),
}

export const jobRouter = {
  get: member.job.get.handler(({ context, input }) => context.backend.jobs.get(input.jobId)),
  cancel: member.job.cancel.handler(({ context, input }) => {
    context.backend.jobs.cancel(input.jobId)
    return {}
  }),
}
