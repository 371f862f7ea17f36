/** People as every ledger has a few: with other papers, entered twice, of one sound, with surnames of their own reading. */
import type { RecordValues } from '../../domain/field.ts'
import { idSex } from '../../domain/id-number.ts'
import { inventIdNumber } from './names.ts'
import type { Place } from './places.ts'

const numbered = (name: string, birthOn: string, sex: '1' | '2', serial: number): RecordValues => {
  const idNumber = inventIdNumber('999902', birthOn, sex, serial)
  return { name, idNumber, birthOn, sex: idSex(idNumber) }
}

/** Fields of each person; those without a number are given a temporary one. */
export function oddPeople({ villageId, gridId }: Place): RecordValues[] {
  const here = { villageId, gridId, groupName: '2组', personType: 'registered' }
  const abroad = { ...here, personType: 'overseas' }
  return [
    { ...abroad, ...numbered('陈嘉怡', '1979-06-12', '2', 490), idType: 'HMT' },
    { ...abroad, name: '黄耀辉', idType: '516', otherIdNo: 'H90000017', sex: '1', birthOn: '1966-09-30' },
    { ...abroad, name: '林美惠', idType: '511', otherIdNo: '90000025', sex: '2', birthOn: '1971-02-18' },
    { ...abroad, name: '安娜·彼得', idType: '414', otherIdNo: 'E90000033', sex: '2', birthOn: '1988-11-03' },
    // the same person twice: with the number, and without
    { ...here, ...numbered('单玉成', '1968-04-21', '1', 491), residenceAddress: '88号' },
    { ...here, name: '单玉成', sex: '1', birthOn: '1968-04-21', residenceAddress: '88号', remark: '纸质台账录入，待补证号' },
    // of one sound and one birthday
    { ...here, ...numbered('仇小明', '1990-08-15', '1', 492), residenceAddress: '91号' },
    { ...here, name: '邱晓明', sex: '1', birthOn: '1990-08-15', residenceAddress: '91号' },
    { ...here, ...numbered('曾祥瑞', '1955-12-01', '1', 493), residenceAddress: '93号' },
  ]
}
