import { expect, test } from 'vitest'
import { followPlace } from './follow-place.ts'

const from = { villageId: 'v1', gridId: 'g1', address: '3组15号' }
const to = { villageId: 'v2', gridId: 'g2', address: '7组2号' }

test('who lived where the household did goes with it', () => {
  const member = { villageId: 'v1', gridId: 'g1', groupName: '3组', residenceAddress: '15号' }
  expect(followPlace(member, from, to)).toEqual({ villageId: 'v2', gridId: 'g2', groupName: '7组', residenceAddress: '2号' })
})

test('who lived elsewhere stays there', () => {
  const member = { villageId: 'v9', gridId: 'g9', groupName: '1组', residenceAddress: '1号' }
  expect(followPlace(member, from, to)).toEqual({})
})

test('an address written as one stays one; a group alone is not mistaken for it', () => {
  expect(followPlace({ ...from, groupName: null, residenceAddress: '3组15号' }, from, to)).toMatchObject({
    residenceAddress: '7组2号',
  })
  expect(followPlace({ ...from, groupName: '3组', residenceAddress: null }, from, to)).not.toHaveProperty('residenceAddress')
})

test('what the new household does not say is kept', () => {
  const member = { villageId: 'v1', gridId: 'g1', groupName: '3组', residenceAddress: '15号' }
  expect(followPlace(member, from, { villageId: null, gridId: null, address: null })).toEqual({})
})

test('nobody has an address yet: all get the one of the household', () => {
  const bare = { villageId: null, gridId: null, address: null }
  const member = { villageId: null, gridId: null, groupName: null, residenceAddress: null }
  expect(followPlace(member, bare, to)).toEqual({ villageId: 'v2', gridId: 'g2', groupName: '7组', residenceAddress: '2号' })
})
