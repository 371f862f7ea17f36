import { expect, test } from 'vitest'
import type { RecordView } from '../../../core/contract/register.ts'
import { blankValues } from '../../ui/register/form-values.ts'
import { carriedValues, comparedLines } from './comparing.ts'

const known: RecordView = {
  id: '018f3f2c-0000-7000-8000-000000000001',
  unitId: '999901101',
  version: 3,
  updatedAt: '2026-11-20T00:00:00Z',
  deletedAt: null,
  title: '王卫明',
  values: {
    name: '王卫明',
    idType: '111',
    idNumber: '110***********4514',
    sex: '1',
    birthOn: '1990-03-07',
    personType: 'floating',
    phone: '139****0187',
    residenceAddress: '53号',
    status: 'present',
  },
  labels: { idType: '居民身份证', sex: '男', personType: '流动', status: '在册' },
}

const typed = {
  ...blankValues('resident'),
  reasonKind: 'added',
  name: '王卫明',
  idNumber: '110101199003074514',
  sex: '2',
  residenceAddress: '55号',
  occupation: '木匠',
}

test('P-02: what is typed stands beside the record, line by line; a number is compared behind its mask', () => {
  const states = Object.fromEntries(
    comparedLines(typed, known, blankValues('resident')).map(({ field, state }) => [field, state]),
  )
  expect(states).toEqual({
    name: 'same',
    idType: 'same',
    idNumber: 'same',
    sex: 'different',
    birthOn: 'missing',
    personType: 'missing',
    phone: 'missing',
    residenceAddress: 'different',
    occupation: 'added',
  })
})

test('a person type that was chosen, not proposed, counts as typed', () => {
  const lines = comparedLines({ ...typed, personType: 'leftBehind' }, known, blankValues('resident'))
  expect(lines.find(({ field }) => field === 'personType')).toMatchObject({ typed: '留守', known: '流动', state: 'different' })
})

test('what was typed goes over to the known record; what is the same or was never touched stays as the record has it', () => {
  const carried = carriedValues(typed, known)
  expect(carried).toMatchObject({
    idNumber: { kind: 'kept', masked: '110***********4514' },
    phone: { kind: 'kept', masked: '139****0187' },
    sex: '2',
    birthOn: '1990-03-07',
    personType: 'floating',
    residenceAddress: '55号',
    occupation: '木匠',
  })
  expect(carried).not.toHaveProperty('reasonKind')
})
