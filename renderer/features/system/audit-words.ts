/** The record of use in words. An unknown command or key is shown as it stands rather than hidden. */
import { fieldsOf } from '../../../core/domain/field.ts'
import type { RegisterDescription } from '../../../core/domain/field.ts'
import { isRegisterName, registers } from '../../../core/domain/registers.ts'
import { sizeText } from '../../lib/size-text.ts'

const commands: Record<string, string> = {
  initialize: '首次使用，建立单位',
  logIn: '登录',
  logInFailed: '密码输错',
  lock: '锁屏',
  recover: '用恢复密钥重设密码',
  changePassword: '修改密码',
  createAccount: '新建账号',
  createBackup: '备份',
  createRecord: '登记',
  updateRecord: '修改',
  removeRecord: '删除',
  restoreRecord: '从回收站恢复',
  undoChangeSet: '撤销一批改动',
  restoreVersion: '恢复到以前的内容',
  bulkChange: '批量修改',
  mergeRecords: '合并两条记录',
  revealField: '查看完整信息',
  importRecords: '导入台账',
  exportRows: '导出台账',
  saveView: '保存视图',
  removeView: '删除视图',
  exportStatistics: '导出统计表',
  recordLifeEvent: '登记人员变动',
  removeLastLifeEvent: '撤回人员变动',
  splitHousehold: '分户',
  mergeHouseholds: '并户',
  changeHouseholdHead: '变更户主',
  addHouseholdMembers: '增加户内人员',
  removeHouseholdMember: '移出户内人员',
  handOverGrid: '移交网格',
  produceDocument: '生成文书',
  changeRule: '修改业务规则',
  registerDispute: '登记纠纷',
  acceptCase: '受理案件',
  recordConsent: '登记调解意愿',
  recordSession: '记录调解',
  concludeAgreement: '达成协议',
  makeEffective: '登记签章',
  terminateCase: '终止调解',
  saveTemplate: '更换文书模板',
  retireTemplate: '停用文书模板',
  bindCaseFile: '成卷',
  keepDocument: '保存文书',
  freezeReport: '冻结上报',
  addAttachment: '放入卷宗',
  replaceAttachment: '更换扫描件',
  orderAttachments: '调整次序',
  removeAttachment: '移出卷宗',
  readAttachment: '查看扫描件',
  saveAttachment: '另存扫描件',
  saveCalendar: '导入放假安排',
  applyConfirmation: '申请司法确认',
  recordConfirmation: '登记法院结果',
  reviseAgreement: '修改协议',
  withdrawCase: '撤回申请',
  transferCase: '转出',
  voidCase: '作废',
  rejectCase: '不予受理',
  viewSimilarCases: '查看类似案件',
  recordPerformance: '登记履行',
  urgePerformance: '督促履行',
  recordFollowUp: '登记回访',
  saveCategoryMapping: '修改类别对照表',
  closeCase: '结案',
  replyEntrustment: '反馈委托机关',
  fileCase: '立卷',
  archiveCase: '归档',
  lendFile: '借出卷宗',
  returnFile: '归还卷宗',
  reopenCase: '重新办理',
  settleOrally: '登记口头协议',
  concludeOrally: '达成口头协议',
  promoteOral: '转为书面调解',
  markOverdue: '协议到期未履行',
  makeOwnCommittee: '建立本单位调委会档案',
  addParty: '添加当事人',
  removeParty: '移除当事人',
  changeMediators: '更换调解员',
  extendTerm: '延长调解期限',
  openCase: '建立帮教档案',
  recordVisit: '登记走访',
  registerMeeting: '登记会议',
  writeMinutes: '起草纪要',
  addDecision: '议定事项',
  completeDecision: '决定办结',
  signOffMinutes: '签发纪要',
  acceptPeer: '认证对端单位',
  exportPackage: '上报数据包',
  rewritePackage: '再写一份数据包',
  receivePackage: '接收数据包',
  takeReceipt: '收回执',
  fillDemo: '生成演示数据',
}

export const commandLabel = (command: string): string => commands[command] ?? command

const keys: Record<string, string> = {
  register: '台账',
  view: '视图',
  owner: '谁能看到',
  reason: '理由',
  field: '字段',
  fields: '改动',
  read: '读到',
  created: '新增',
  updated: '更新',
  removed: '删除',
  restored: '恢复',
  deleted: '删除',
  unchanged: '未变',
  rejected: '未导入',
  refused: '未接收',
  undone: '撤销',
  kept: '保留',
  changed: '修改',
  relinked: '改指向',
  taken: '取用',
  toVersion: '恢复到版本',
  packageNo: '包号',
  digest: '摘要',
  counts: '内容',
  records: '记录',
  result: '结果',
  caughtUp: '补记送达',
  idNumberReason: '带出身份证号的理由',
  unitId: '单位',
  fingerprint: '指纹',
  bytes: '大小',
  files: '附件',
  role: '身份',
  kind: '种类',
  rows: '行数',
  persons: '证号和电话',
  serial: '编号',
  template: '文书',
  format: '格式',
  level: '层级',
  version: '版本',
  origin: '来历',
  caseIds: '案件',
  explained: '说明',
  missing: '缺项',
  year: '年份',
  source: '出处',
  holidays: '休假',
  workdays: '调休上班',
  moved: '改动的期限',
  report: '报表',
  period: '期间',
  pages: '页数',
  leftOut: '未装订',
  rules: '规则',
}
/** Of no use to a reader. */
const silent = new Set(['hash', 'recordId', 'changeSetId', 'shown', 'templateHash'])
const words: Record<string, string> = {
  admin: '管理员',
  operator: '经办人',
  accepted: '全部接收',
  partly: '部分接收',
  township: '乡镇综治中心',
  county: '县级',
  'justice-office': '司法所',
  'mediation-acceptance': '人民调解受理登记表',
  'mediation-agreement': '人民调解协议书',
  'mediation-cover': '卷宗封面',
  'mediation-index': '卷内目录',
  'mediation-application': '人民调解申请书',
  'mediation-rights-notice': '权利义务告知书',
  'mediation-investigation': '人民调解调查记录',
  'mediation-evidence': '证据清单',
  'mediation-extension': '延长调解期限确认书',
  'mediation-record': '人民调解记录',
  'mediation-oral-agreement': '人民调解口头协议登记表',
  'mediation-termination': '终止调解通知书',
  'mediation-rejection': '不予受理告知书',
  'mediation-performance': '履行证明',
  'mediation-urge': '履行催告函',
  'mediation-follow-up': '人民调解回访记录',
  'mediation-confirmation': '司法确认申请书',
  'mediation-entrust-reply': '委托调解反馈函',
  'mediation-closing-report': '结案报告表',
  'mediation-file-note': '卷宗情况说明',
  'mediation-back-cover': '封底',
  'meeting-minutes': '会议纪要',
  'resettlement-register': '安置帮教信息登记表',
  'resettlement-visit': '走访记录',
  'handover-slip': '数据包交接单',
  mine: '只有我',
  office: '本单位所有人',
  full: '完整',
  masked: '遮盖',
  docx: 'Word',
  pdf: 'PDF',
}

const labelsIn = (register: RegisterDescription) => fieldsOf(register).map(({ name, meta }) => [name, meta.label] as const)
const fieldLabels = new Map(Object.values(registers).flatMap(labelsIn))

/** `理由：核对；字段：身份证号` from the JSON of an entry. */
export function detailText(detail: string): string {
  try {
    const parsed: unknown = JSON.parse(detail)
    return isObject(parsed) ? objectText(parsed, '；') : detail
  } catch {
    return detail
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const nameOf = (key: string) => keys[key] ?? (isRegisterName(key) ? registers[key].label : (fieldLabels.get(key) ?? key))

/** An entry that says which ledger it is about names fields as that ledger does. */
function objectText(value: Record<string, unknown>, between: string): string {
  const kind = value['kind'] ?? value['register']
  const own = new Map(typeof kind === 'string' && isRegisterName(kind) ? labelsIn(registers[kind]) : [])
  return Object.entries(value)
    .filter(([key, one]) => !silent.has(key) && one !== null && one !== 0 && one !== '')
    .map(
      ([key, one]) =>
        `${nameOf(key)}${typeof one === 'number' && key !== 'bytes' ? ' ' : '：'}${key === 'bytes' ? sizeText(Number(one)) : valueText(one, own)}`,
    )
    .join(between)
}

function valueText(value: unknown, own: ReadonlyMap<string, string>): string {
  if (Array.isArray(value)) return value.map((one) => valueText(one, own)).join('、')
  if (isObject(value)) return objectText(value, '、')
  const text = String(value)
  if (/^[0-9a-f]{64}$/.test(text)) return text.slice(0, 16).toUpperCase()
  return words[text] ?? own.get(text) ?? fieldLabels.get(text) ?? (isRegisterName(text) ? registers[text].label : text)
}
