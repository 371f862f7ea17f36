import { beforeAll, afterAll, describe, expect, test } from 'vitest'
import type { RecordValues, RegisterName } from '../../domain/field.ts'
import { registers } from '../../domain/registers.ts'
import { parseValues } from '../../register/values.ts'
import { casePapers } from '../../domain/mediation/case-documents.ts'
import { checkTemplate, listFields, loadTemplate } from '../../documents/template.ts'
import { renderDocx } from '../../documents/render.ts'
import { sampleOf, templatesDir } from '../../documents/testing.ts'
import { command } from '../../server/command.ts'
import { openContext } from '../../server/router-base.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'
import { documentBuilders, documentData, type BindingFacts } from './data.ts'

const insert = command(
  'insertForTest',
  { right: 'mediation', label: '测试' },
  (write, { register, values }: { register: RegisterName; values: RecordValues }) =>
    write.records.insert(register, parseValues(registers[register], values).values).id,
)

const phones = ['13900000031', '13900000032', '13900000033', '13900000034'] as const
const addresses = ['石榴镇东河村3组12号', '石榴镇西桥街8号'] as const

/** written in on the paper: nothing in the records says it */
const byHand = ['备注', '证物袋', '告知日期', '日期', '审核意见', '审核日期']

const parties: RecordValues[] = [
  {
    side: 'applicant',
    name: '王小雨',
    sex: '2',
    ethnicity: '01',
    birthOn: '2013-05-06',
    phone: phones[0],
    address: addresses[0],
    guardianName: '王建国',
    guardianRelation: '父亲',
    guardianPhone: phones[1],
  },
  {
    side: 'respondent',
    kind: 'organization',
    name: '石榴镇惠民农机专业合作社',
    creditCode: '93999901MA00000001',
    representative: '李秀英',
    position: '理事长',
    phone: phones[2],
    address: addresses[1],
    agentName: '赵㼆',
    agentRelation: '会计',
    agentScope: 'special',
    agentPhone: phones[3],
  },
  { side: 'third', kind: 'group', name: '沿线农户', groupSize: 7, representatives: ['王长河', '赵桂芝'] },
]

describe('from records to papers', () => {
  let desk: TestDesk
  let caseId = ''
  let violentId = ''
  const parts = new Map<string, string>()

  const put = (register: RegisterName, values: RecordValues) => insert(openContext(desk.context), { register, values })
  const dataOf = (template: string, id: string, binding?: BindingFacts) => {
    const { database, unit } = openContext(desk.context).desk
    return documentData({ reader: database.reader, unit, today: '2026-11-21' }, template, id, binding)
  }

  async function makeCase(more: RecordValues): Promise<string> {
    const committeeId = await put('committee', { name: '东河村人民调解委员会', shortName: '东河', committeeKind: 'village' })
    const mediatorId = await put('mediator', { name: '孙立群', committeeId })
    const id = await put('mediation', {
      title: '王小雨与合作社损害赔偿纠纷',
      fileNo: `（2026）东河人调字第${String(parts.size + 1)}号`,
      status: 'closed',
      source: '31',
      subSource: 'window',
      entrustedBy: '示例县人民法院',
      entrustNo: '（2026）示诉前委调第31号',
      entrustedOn: '2026-11-01',
      category: '06',
      registeredOn: '2026-11-02',
      acceptedOn: '2026-11-03',
      dueOn: '2026-12-18',
      extendedOn: '2026-12-01',
      extensionDays: 15,
      extensionReason: '等待修渠预算',
      summary: '收割机越界压损玉米。',
      requests: '1. 赔偿损失\n2、修复水渠',
      committeeId,
      mediatorIds: [mediatorId],
      outcome: 'written',
      closedOn: '2026-11-20',
      remedyNotice: '可以向人民法院起诉。',
      performance: 'partial',
      ...more,
    })
    for (const party of parties) await put('mediationParty', { ...party, caseId: id })
    await put('evidence', { caseId: id, name: '照片', evidenceKind: 'inspection', pages: 6, receivedOn: '2026-11-05' })
    const part = async (register: RegisterName, values: RecordValues) =>
      parts.set(register, await put(register, { ...values, caseId: id }))
    await part('investigation', {
      investigatedOn: '2026-11-05',
      startedAt: '09:00',
      endedAt: '10:20',
      place: '东河村',
      name: '郑大勇',
      phone: phones[0],
      address: addresses[0],
      investigators: ['孙立群'],
      body: '问：看见了吗？\n答：看见了。',
    })
    await part('mediationSession', { sessionNo: 1, heldOn: '2026-11-10', place: '调解室', body: '经过', result: 'agreed' })
    await part('mediationAgreement', {
      facts: '事实。',
      liabilities: '合作社承担主要责任。',
      terms: ['合作社赔偿12,500.50元。', '修复水渠'],
      amountFen: 1_250_050,
      performMethod: 'instalments',
      performDueOn: '2026-12-31',
      copies: 4,
      concludedOn: '2026-11-20',
      effectiveOn: '2026-11-20',
    })
    await put('performanceItem', {
      caseId: id,
      itemNo: 1,
      content: '首期',
      amountFen: 750_050,
      dueOn: '2026-11-30',
      state: 'done',
      paidFen: 750_050,
      doneOn: '2026-11-28',
    })
    await put('performanceItem', { caseId: id, itemNo: 2, content: '第二期', amountFen: 500_000, dueOn: '2026-12-31' })
    await part('urge', { urgedOn: '2027-01-08', toWhom: '合作社', content: '请付款', urgedBy: '孙立群' })
    await part('followUp', {
      plannedOn: '2026-11-27',
      doneOn: '2026-11-28',
      performance: 'partial',
      situation: '已付首期',
      visitedBy: '孙立群',
    })
    await part('judicialConfirmation', { appliedOn: '2026-12-01', jointly: true, courtName: '示例县人民法院' })
    return id
  }

  beforeAll(async () => {
    desk = await newTestDesk()
    violentId = await makeCase({ domesticViolence: true, category: '01' })
    caseId = await makeCase({})
  })
  afterAll(() => desk.close())

  test('every paper that has a template has a builder, and what is built is what its template prints', async () => {
    for (const { template } of casePapers) {
      if (template === null) continue
      expect(Object.keys(documentBuilders)).toContain(template)
      // there is no oral agreement here: the written one stands in
      const oral = template === 'mediation-oral-agreement'
      const { name, data } = dataOf(template, (oral ? parts.get('mediationAgreement') : undefined) ?? caseId)
      expect(name).toMatch(/.-./)
      const loaded = await loadTemplate(templatesDir, template)
      expect(await checkTemplate(loaded)).toEqual([])
      const printed = new Set(
        (await listFields(loaded.bytes, await sampleOf(template))).map((field) => field.split('.')[0] ?? ''),
      )
      expect([...printed].filter((field) => !(field in data) && !byHand.includes(field))).toEqual([])
      expect((await renderDocx(loaded, data)).length).toBeGreaterThan(1000)
    }
  })

  test('a case is as good as its only part; of two parts one must be chosen', async () => {
    expect(dataOf('mediation-urge', caseId)).toEqual(dataOf('mediation-urge', parts.get('urge') ?? ''))
    const id = await put('urge', { caseId: violentId, urgedOn: '2027-02-01', toWhom: '某人', content: '再催', urgedBy: '孙立群' })
    expect(() => dataOf('mediation-urge', violentId)).toThrow('有 2 次督促履行')
    expect(dataOf('mediation-urge', id).data).toMatchObject({ 被督促人: '某人' })
    expect(() => dataOf('mediation-oral-agreement', caseId)).toThrow('M-06')
  })

  test('M-18: where there was violence at home no paper carries an address or a telephone number of either side', () => {
    for (const { template } of casePapers) {
      if (template === null || template === 'mediation-oral-agreement' || template === 'mediation-urge') continue
      const written = JSON.stringify(dataOf(template, violentId).data)
      for (const secret of [...phones, ...addresses]) expect(written, template).not.toContain(secret)
    }
    expect(JSON.stringify(dataOf('mediation-agreement', violentId).data)).toContain('（依法不予载明）')
    expect(dataOf('mediation-rights-notice', violentId).data['家暴告知']).toContain('人身安全保护令')
    expect(JSON.stringify(dataOf('mediation-agreement', caseId).data)).toContain(phones[0])
  })

  test('an agreement names everyone, what is paid when, and who must sign (M-06)', () => {
    const { name, data } = dataOf('mediation-agreement', caseId)
    expect(name).toMatch(/^人民调解协议书-（2026）东河人调字第\d+号$/)
    expect(data).toMatchObject({
      调委会名称: '东河村人民调解委员会',
      责任: '合作社承担主要责任。',
      条款: [{ 内容: '合作社赔偿12,500.50元。' }, { 内容: '修复水渠。' }],
      金额: { 数字: '12,500.50', 大写: '壹万贰仟伍佰元伍角整' },
      履行方式: '分期履行',
      履行时限: '2026年12月31日前',
      分期: [
        { 期次: 1, 到期日: '2026年11月30日', 数字: '7,500.50' },
        { 期次: 2, 到期日: '2026年12月31日', 数字: '5,000.00' },
      ],
      份数: '四',
    })
    expect((data['签名栏'] as { 签名人: string }[]).map(({ 签名人 }) => 签名人)).toEqual([
      '甲方（申请人）',
      '甲方法定代理人王建国',
      '乙方（被申请人）',
      '乙方委托代理人赵㼆',
      '丙方代表王长河',
      '丙方代表赵桂芝',
    ])
  })

  test('司法确认: the court is told the sum, in words too, and what is paid when', () => {
    expect(dataOf('mediation-confirmation', caseId).data).toMatchObject({
      金额: { 数字: '12,500.50', 大写: '壹万贰仟伍佰元伍角整' },
      履行方式: '分期履行',
      分期: [{ 期次: 1 }, { 期次: 2, 到期日: '2026年12月31日', 大写: '伍仟元整' }],
    })
  })

  test('M-17: a guardian stands on every paper a minor signs, with a telephone; a fixed line is written with its hyphen', async () => {
    for (const template of ['mediation-acceptance', 'mediation-application', 'mediation-rights-notice', 'mediation-record'])
      expect(JSON.stringify(dataOf(template, caseId).data['签名栏']), template).toContain('法定代理人王建国')
    expect(JSON.stringify(dataOf('mediation-acceptance', caseId).data['当事人'])).toContain(
      `法定代理人王建国，父亲，电话${phones[1]}`,
    )
    const id = await put('mediation', { title: '甲与乙纠纷', category: '02', registeredOn: '2026-11-02', summary: '漏水' })
    const child = { caseId: id, name: '甲', birthOn: '2013-05-06', guardianName: '丙', guardianPhone: '037188881234' }
    await put('mediationParty', { ...child, side: 'applicant', phone: '037188881234' })
    expect(dataOf('mediation-acceptance', id).data['当事人']).toMatchObject([
      { 联系电话: '', 说明: '法定代理人丙，电话0371-88881234' },
    ])
  })

  test('boxes are ticked where the case knows, and only there', async () => {
    expect(dataOf('mediation-rights-notice', caseId).data).toMatchObject({
      由指定: true,
      由选择: false,
      公开: false,
      不公开: true,
    })
    const id = await put('mediation', { title: '甲与乙纠纷', category: '02', registeredOn: '2026-11-02', summary: '漏水' })
    expect(dataOf('mediation-rights-notice', id).data).toMatchObject({ 由指定: false, 由选择: false, 公开: false, 不公开: false })
  })

  test('a record says once that the parties were told of their rights, and only where they were', async () => {
    const told = async (values: RecordValues) => {
      const id = await put('mediationSession', {
        caseId: violentId,
        sessionNo: 9,
        heldOn: '2026-11-12',
        place: '调解室',
        result: 'continued',
        ...values,
      })
      return dataOf('mediation-record', id).data['已告知']
    }
    expect(await told({ body: '双方陈述。', noticeGiven: true })).toBe(true)
    expect(await told({ body: '双方陈述。', noticeGiven: false })).toBe(false)
    expect(await told({ body: '调解员告知双方权利和义务。', noticeGiven: true })).toBe(false)
  })

  test('what is not due yet is not urged', async () => {
    const id = await put('urge', {
      caseId: violentId,
      urgedOn: '2026-12-01',
      toWhom: '合作社',
      content: '请准备',
      urgedBy: '孙立群',
    })
    expect(dataOf('mediation-urge', id).data['未履行']).toEqual([])
  })

  test('what was paid, and what is still owed', () => {
    expect(dataOf('mediation-performance', caseId).data).toMatchObject({
      已付合计: { 数字: '7,500.50', 大写: '柒仟伍佰元伍角整' },
      收条: { 收款数字: '7,500.50' },
    })
    expect(dataOf('mediation-urge', caseId).data['未履行']).toEqual([
      { 内容: '第二期', 到期日: '2026年12月31日', 未付: '5,000.00', 大写: '伍仟元整' },
    ])
  })

  test('the title of the notice follows the outcome (M-05)', async () => {
    const failed = await makeCase({ outcome: 'failed', terminationReason: 'noAgreement' })
    const ended = await makeCase({ outcome: 'terminated', terminationReason: 'refused' })
    expect(dataOf('mediation-termination', failed).data).toMatchObject({
      标题: '人民调解不成告知书',
      终止原因: '各方当事人无法达成协议',
    })
    expect(dataOf('mediation-termination', ended).data).toMatchObject({
      标题: '终止人民调解通知书',
      终止原因: '一方当事人拒绝或者放弃调解',
      救济途径: '可以向人民法院起诉。',
    })
    const specific = await makeCase({
      outcome: 'terminated',
      terminationReason: 'specific',
      outcomeNote: '涉嫌犯罪，已移送公安机关。',
    })
    expect(dataOf('mediation-termination', specific).data).toMatchObject({ 终止原因: '涉嫌犯罪，已移送公安机关', 说明: '' })
  })

  test('no day of closing stands on the report of a case that is not closed', async () => {
    const open = await makeCase({ status: 'effective' })
    expect(dataOf('mediation-closing-report', open).data).toMatchObject({ 结案日期: '', 填表日期: '' })
    expect(dataOf('mediation-closing-report', caseId).data).toMatchObject({ 结案日期: '2026年11月20日' })
  })

  test('requests lose the numbers people typed; the term before the extension is worked out', () => {
    expect(dataOf('mediation-application', caseId).data['申请事项']).toEqual([{ 事项: '赔偿损失' }, { 事项: '修复水渠' }])
    expect(dataOf('mediation-extension', caseId).data).toMatchObject({
      原期限: '2026年12月3日',
      天数: 15,
      延长至: '2026年12月18日',
    })
  })

  test('the binder gives pages; without it the catalogue lists the papers', () => {
    const catalogue = [
      { title: '人民调解申请书', from: 1, to: 1, note: '' },
      { title: '证据材料', from: 2, to: 9, note: '复印件' },
    ]
    expect(dataOf('mediation-index', caseId, { catalogue }).data['目录']).toEqual([
      { 序号: 1, 文书名称: '人民调解申请书', 页号: '1', 备注: '' },
      { 序号: 2, 文书名称: '证据材料', 页号: '2—9', 备注: '复印件' },
    ])
    expect(dataOf('mediation-back-cover', caseId, { pages: 38 }).data['总页数']).toBe(38)
    expect(JSON.stringify(dataOf('mediation-index', caseId).data['目录'])).toContain('人民调解调查记录')
  })
})
