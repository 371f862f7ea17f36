/** A case taken through its verbs, for tests. */
import type { RecordValues } from '../domain/field.ts'
import type { TestDesk } from '../testing.ts'
import { expect } from 'vitest'

export const dispute = { title: '甲与乙邻里纠纷', category: '02', source: '10', registeredOn: '2026-11-01', summary: '院墙滴水' }
export const twoParties: RecordValues[] = [
  { side: 'applicant', name: '石春海', consent: 'agreed' },
  { side: 'respondent', name: '任思国', consent: 'agreed' },
]
export const agreement = {
  facts: '院墙滴水',
  terms: ['滴水檐退回墙内'],
  amountFen: 1_250_050,
  performMethod: 'once',
  performDueOn: '2026-12-20',
  concludedOn: '2026-11-20',
}
export const session = { heldOn: '2026-11-10', place: '调解室', body: '双方陈述', result: 'continued' }

export const violated = (rule: string, message = '') => ({
  code: 'RULE_VIOLATION',
  data: {
    violations: expect.arrayContaining([
      expect.objectContaining({ rule, message: expect.stringContaining(message) as string }),
    ]) as unknown[],
  },
})

/** @param mediatorId to be given where a verb wants a mediator */
export function caseSteps(desk: TestDesk, mediatorId: () => string) {
  const { mediation } = desk.api
  const known = async (id: string) => ({
    id,
    expectedVersion: (await desk.api.register.get({ register: 'mediation', id })).version,
  })
  const valuesOf = async (id: string) => (await desk.api.register.get({ register: 'mediation', id })).values
  const registered = async (values: RecordValues = {}, parties = twoParties) =>
    (await mediation.registerDispute({ values: { ...dispute, ...values }, parties })).id
  const accept = async (id: string, more: object = {}) =>
    mediation.acceptCase({ ...(await known(id)), acceptedOn: '2026-11-02', mediatorIds: [mediatorId()], ...more })
  const hold = async (id: string, values: RecordValues = {}) =>
    mediation.recordSession({ ...(await known(id)), values: { ...session, ...values } })
  const accepted = async (values: RecordValues = {}, parties = twoParties) => {
    const id = await registered(values, parties)
    await accept(id)
    return id
  }
  const agreed = async (items: RecordValues[] = []) => {
    const id = await accepted()
    await hold(id)
    await mediation.concludeAgreement({ ...(await known(id)), values: agreement, items })
    return id
  }
  const sign = async (id: string) => {
    const { parties } = await mediation.view({ id })
    return mediation.makeEffective({
      ...(await known(id)),
      partySignedOn: Object.fromEntries(parties.map((party) => [party.id, '2026-11-20'])),
      mediatorSignedOn: '2026-11-20',
      sealedOn: '2026-11-21',
    })
  }
  return { known, valuesOf, registered, accept, accepted, hold, agreed, sign }
}
