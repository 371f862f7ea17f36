import { expect, test } from 'vitest'
import { newTestDesk } from '../../testing.ts'
import { caseSteps } from '../../testing/mediation-case.ts'

test('a paper that is kept is news of its case: pages that list its papers read them again', async () => {
  const desk = await newTestDesk()
  const { registered } = caseSteps(desk, () => '')
  const id = await registered()
  const stop = new AbortController()
  const stream = desk.backend.newConnection().backend.changes.subscribe(stop.signal)
  const news = stream.next()
  await desk.api.document.keep({ template: 'mediation-rights-notice', recordId: id })
  expect(await news).toMatchObject({ value: { registers: ['mediation'] } })
  stop.abort()
  await desk.close()
})
