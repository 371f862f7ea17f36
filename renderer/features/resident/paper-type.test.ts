import { describe, expect, test } from 'vitest'
import { askedFields, keptOnPaperChange, paperErrors, paperWarnings } from './paper-type.ts'

const filled = { idType: 'HMT', idNumber: '810000197906120125', birthOn: '1979-06-12', sex: '2', personType: 'registered' }

describe('the kind of paper (P-01)', () => {
  test.each(['000', '414'])('a citizen number under paper %s stays in view and keeps from saving', (idType) => {
    const values = { ...filled, idType }
    expect(askedFields(values)).toContain('idNumber')
    expect(paperErrors(values, { idType: '111', idNumber: null })['idNumber']).toContain('清空身份证号')
    expect(paperErrors({ ...values, idNumber: null }, filled)).toEqual({})
    expect(paperErrors(values, values), 'stood so before').toEqual({})
  })

  test('birthday and sex stay when the paper has no number any more', () => {
    const emptied = { ...filled, idType: '000', birthOn: null, sex: null }
    expect(keptOnPaperChange(filled, emptied)).toMatchObject({ birthOn: '1979-06-12', sex: '2' })
    expect(keptOnPaperChange(filled, { ...filled, birthOn: null })).toMatchObject({ birthOn: null })
  })

  test('a paper of people from elsewhere asks whether the person is registered here', () => {
    expect(paperWarnings(filled)['personType']).toContain('境外')
    expect(paperWarnings({ ...filled, personType: 'overseas' })).toEqual({})
    expect(paperWarnings({ ...filled, idType: '111' })).toEqual({})
  })
})
