/** Residents (reference §3.1): only fields that a form or standard needs; no religion, no political status. */
import { z } from 'zod'
import { code, day, division12, field, idNumber, optional, phone, reference, text, type RegisterDescription } from '../field.ts'
import { checkResident, deriveResident } from './rules.ts'

const person = { about: 'person', level: 'L3', leaves: 'always' } as const
const gbt = (item: string) => `GB/T 31000 人口基本信息·${item}`

export const resident: RegisterDescription = {
  name: 'resident',
  label: '居民',
  counter: '人',
  fields: z.object({
    name: field(text(50), {
      ...person, label: '姓名', kind: 'personName', basis: gbt('姓名'), gbt: '姓名 c..50', required: true, width: 110,
      aliases: ['成员姓名', '居民姓名', '人员姓名', '名字', '姓 名'],
    }),
    idType: field(code('idType').default('111'), {
      ...person, label: '证件类型', kind: 'code', codes: 'idType', basis: gbt('证件代码'), width: 120, aliases: ['证件种类'],
    }),
    idNumber: field(optional(idNumber()), {
      ...person, label: '身份证号', kind: 'idNumber', basis: gbt('公民身份号码'), gbt: '公民身份号码 c18', mask: 'idNumber', leaves: 'onRequest',
      width: 190, help: '填后自动得出出生日期和性别',
      aliases: ['身份证号码', '公民身份号码', '身份证', '证件号码', '身份证件号码', '身份号码', '公民身份证号码'],
    }),
    temporaryNo: field(optional(text(40)), {
      ...person, label: '临时编号', kind: 'text', basis: '内部编号', level: 'L2', derived: true, width: 150, help: '没有证号的人先编临时号，补证号后停用',
    }),
    sex: field(optional(code('sex')), {
      ...person, label: '性别', kind: 'code', codes: 'sex', basis: gbt('性别'), level: 'L2', width: 70, aliases: ['性别(男/女)', '性 别'],
    }),
    birthOn: field(optional(day()), {
      ...person, label: '出生日期', kind: 'day', basis: gbt('出生日期'), gbt: '出生日期 d8', width: 120, aliases: ['出生年月', '出生年月日', '生日', '出生'],
    }),
    ethnicity: field(optional(code('ethnicity')), {
      ...person, label: '民族', kind: 'code', codes: 'ethnicity', basis: '人民调解文书当事人栏', gbt: '民族 c2', width: 80,
    }),
    personType: field(code('personType').default('registered'), {
      ...person, label: '人员类型', shortLabel: '类型', kind: 'code', codes: 'personType', basis: 'GB/T 31000 人口分类', level: 'L2', width: 80,
      aliases: ['人口类型', '人口类别'],
    }),
    phone: field(optional(phone()), {
      ...person, label: '电话', kind: 'phone', basis: gbt('联系方式'), gbt: '联系方式 c..50', mask: 'phone', width: 140,
      aliases: ['联系电话', '手机', '手机号', '手机号码', '联系方式', '电话号码'],
    }),
    villageId: field(optional(reference()), {
      ...person, label: '村（社区）', kind: 'reference', target: 'village', basis: gbt('现住地'), level: 'L2', width: 130,
      aliases: ['所属村（社区）', '所属村', '村', '村居', '社区', '所在村', '村名', '行政村', '所属村社区'],
    }),
    groupName: field(optional(text(20)), {
      ...person, label: '村民小组', shortLabel: '组', kind: 'text', basis: gbt('现住地'), level: 'L2', width: 80, aliases: ['组', '小组', '村组', '组别'],
    }),
    residenceAddress: field(optional(text(80)), {
      ...person, label: '住址', kind: 'text', basis: gbt('现住门（楼）详址'), gbt: '现住门（楼）详址 c..80', width: 220,
      aliases: ['家庭住址（门牌）', '家庭住址', '现住址', '住址', '地址', '详细地址', '门牌', '门牌号', '现居住地址', '居住地址'],
    }),
    residenceDivision: field(optional(division12()), {
      ...person, label: '现住地区划', kind: 'division', basis: gbt('现住地'), level: 'L2', width: 140, aliases: ['现住地区划代码'],
    }),
    hukouDivision: field(optional(division12()), {
      ...person, label: '户籍地区划', kind: 'division', basis: gbt('户籍地'), level: 'L2', width: 140, aliases: ['户籍地区划代码'],
    }),
    hukouAddress: field(optional(text(80)), {
      ...person, label: '户籍地址', kind: 'text', basis: gbt('户籍门（楼）详址'), width: 220, aliases: ['户籍地', '户口所在地', '户籍所在地', '户籍住址'],
    }),
    gridId: field(optional(reference()), {
      ...person, label: '网格', kind: 'reference', target: 'grid', basis: 'GB/T 31000 网格', level: 'L2', width: 120, aliases: ['所属网格', '网格名称'],
    }),
    householdId: field(optional(reference()), {
      ...person, label: '所在户', kind: 'reference', target: 'household', basis: 'GB/T 31000 户籍人口·户号', level: 'L2', width: 120,
      aliases: ['户编号', '户号', '户口簿号', '家庭编号'],
    }),
    relationToHead: field(optional(code('relation')), {
      ...person, label: '与户主关系', kind: 'code', codes: 'relation', basis: 'GB/T 4761', level: 'L2', width: 110,
      aliases: ['户主/成员', '与户主', '户主关系', '家庭关系', '关系', '成员关系'],
    }),
    education: field(optional(code('education')), {
      ...person, label: '学历', kind: 'code', codes: 'education', basis: gbt('学历'), level: 'L2', width: 80, aliases: ['文化程度', '文化', '教育程度'],
    }),
    occupation: field(optional(text(30)), {
      ...person, label: '职业', kind: 'text', basis: '人民调解文书当事人栏', gbt: '职业 c..30', level: 'L2', width: 100, aliases: ['从业情况', '就业情况', '工作'],
    }),
    workplace: field(optional(text(100)), {
      ...person, label: '服务处所', kind: 'text', basis: gbt('服务处所'), level: 'L2', width: 160, aliases: ['工作单位', '单位'],
    }),
    verifiedOn: field(optional(day()), { ...person, label: '核实日期', kind: 'day', basis: '个人信息保护法 §8', level: 'L2', width: 120 }),
    remark: field(optional(text(500)), {
      ...person, label: '备注', kind: 'longText', basis: '台账备注栏', level: 'L2', leaves: 'never', width: 160, aliases: ['备 注', '说明'],
    }),
    namePinyin: field(optional(text(100)), {
      ...person, label: '姓名拼音', kind: 'text', basis: '检索用', level: 'L2', derived: true, leaves: 'never', width: 120, help: '生僻字、多音字可改',
    }),
  }),
  title: ['name'],
  search: { names: ['name'], text: ['villageId', 'groupName', 'residenceAddress'], digits: ['idNumber', 'phone', 'temporaryNo'] },
  columns: ['name', 'sex', 'birthOn', 'idNumber', 'villageId', 'groupName', 'residenceAddress', 'personType', 'phone', 'relationToHead'],
  sort: { field: 'namePinyin', descending: false },
  sections: [
    { title: '基本信息', fields: ['name', 'idType', 'idNumber', 'temporaryNo', 'sex', 'birthOn', 'ethnicity', 'phone', 'personType'] },
    { title: '住址与家庭', fields: ['villageId', 'groupName', 'residenceAddress', 'gridId', 'householdId', 'relationToHead', 'hukouDivision', 'hukouAddress', 'residenceDivision'] },
    { title: '其他', fields: ['education', 'occupation', 'workplace', 'verifiedOn', 'remark', 'namePinyin'] },
  ],
  check: checkResident,
  derive: deriveResident,
  schemaVersion: 1,
}

/** Headers whose columns are dropped at once and named (P-03): nothing of them is ever read further. */
export const forbiddenHeaders = ['政治面貌', '宗教信仰', '宗教', '信仰', '党派', '政治身份', '是否党员', '籍贯', '血型', '体貌特征', '人脸', '指纹', '犯罪前科', '前科'] as const
