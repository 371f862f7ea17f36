/** The command line as it is promised: one call after another as its own process, on one data folder. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { docx, smallJpeg } from '../core/documents/testing/paper-files.ts'
import { lockFolder } from '../db/lock.ts'
import { temporaryFolder } from '../db/testing.ts'

const folder = temporaryFolder()
const data = join(folder, 'desk')
const password = 'Shiliu-2026'

interface Outcome {
  exit: number | null
  stdout: string
  stderr: string
  /** the one document on stdout. @throws when there is not exactly one */
  json(): unknown
}

async function desk(args: string[], options: { input?: unknown; password?: string; data?: string } = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'cli.ts'), '--data', options.data ?? data, ...args], {
    env: { ...process.env, XDG_DATA_HOME: folder, PINGAN_PASSWORD: options.password ?? password },
  })
  child.stdin.end(options.input === undefined ? '' : JSON.stringify(options.input))
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { exit: await exit, stdout, stderr, json: () => JSON.parse(stdout) as unknown }
}

/** On stderr the code and a Chinese message; on stdout, with --json, the same as one document. */
function expectRefusal(outcome: Outcome, exit: number, code: string, message: string): void {
  const { stderr, stdout } = outcome
  expect({ exit: outcome.exit, stderr }).toEqual({ exit, stderr: expect.stringMatching(`^${code}：.*${message}`) as string })
  expect(stderr).not.toMatch(/^\s+at |node:internal/m)
  if (stdout !== '') {
    const error = { code, message: expect.stringContaining(message) as string, data: expect.any(Object) as object }
    expect(outcome.json()).toEqual({ error })
  }
}

const asOperator = ['--json', '--user', '管理员']
let caseId = ''

beforeAll(async () => {
  const made = await desk([
    '--json',
    'init',
    '--unit-code',
    '999901101',
    '--unit-name',
    '石榴镇综治中心',
    '--kind',
    'township',
    '--admin',
    '管理员',
  ])
  expect(made).toMatchObject({ exit: 0, stderr: '' })
  expect(made.json()).toMatchObject({
    recoverySecret: expect.stringMatching(/^(\w{4}-){7}\w{4}$/) as string,
    unit: { unitId: '999901101000-Z' },
  })
  const input = {
    纠纷名称: '甲与乙邻里纠纷',
    category: '02',
    registeredOn: '2026-11-01',
    summary: '院墙滴水',
    parties: [
      { side: 'applicant', name: '石春海', consent: 'agreed' },
      { 地位: '被申请人', name: '任思国', consent: 'agreed' },
    ],
  }
  const created = await desk([...asOperator, 'create', 'mediation', '--from', '-'], { input })
  expect(created).toMatchObject({ exit: 0, stderr: '' })
  caseId = (created.json() as { id: string }).id
})

describe('exit 0: one document on stdout, nothing on stderr', () => {
  test('list --search and show', async () => {
    const listed = await desk([...asOperator, 'list', 'mediation', '--search', '邻里'])
    expect(listed).toMatchObject({ exit: 0, stderr: '' })
    expect(listed.json()).toMatchObject({
      total: 1,
      rows: [{ id: caseId, version: 1, title: '甲与乙邻里纠纷', summary: '院墙滴水' }],
    })
    const shown = await desk(['show', 'mediation', caseId])
    expect(shown).toMatchObject({ exit: 0, stderr: '' })
    for (const word of ['石春海', '任思国', '院墙滴水']) expect(shown.stdout).toContain(word)
  })

  test('do … update, print docx', async () => {
    const updated = await desk([...asOperator, 'do', 'mediation', caseId, 'update', '--from', '-'], {
      input: { summary: '滴水檐过界' },
    })
    expect(updated).toMatchObject({ exit: 0, stderr: '' })
    expect(updated.json()).toEqual({ version: 2 })
    const out = join(folder, '受理登记表.docx')
    const printed = await desk(['--json', 'print', 'mediation-acceptance', caseId, '--out', out])
    expect(printed).toMatchObject({ exit: 0, stderr: '' })
    const bytes = readFileSync(out)
    expect(printed.json()).toMatchObject({ file: out, bytes: bytes.length })
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    if (process.platform !== 'win32') expect(statSync(out).mode & 0o777).toBe(0o600)
  })

  test('attach by the name of the place, bind, with the case named by its title', async () => {
    const scan = join(folder, '石春海的身份证.jpg')
    writeFileSync(scan, smallJpeg)
    const put = await desk([...asOperator, 'attach', caseId, scan, '--type', '身份证明'])
    expect(put).toMatchObject({ exit: 0, stderr: '' })
    const shown = await desk([...asOperator, 'show', 'attachment', (put.json() as { id: string }).id])
    expect(shown.stdout).toContain('石春海的身份证')
    expectRefusal(await desk([...asOperator, 'attach', caseId, scan, '--type', '身份证']), 2, 'USAGE', '没有材料“身份证”')
    if (!existsSync('/usr/bin/chromium')) return
    const out = join(folder, '卷宗.pdf')
    const bound = await desk([...asOperator, 'bind', '甲与乙邻里纠纷', '--out', out])
    expect(bound.exit).toBe(0)
    expect(bound.json()).toMatchObject({ file: out, leftOut: [] })
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('templates: listed, checked, saved', async () => {
    const shipped = join(import.meta.dirname, '../resources/templates/mediation-urge/v1/template.docx')
    const broken = join(folder, '空白.docx')
    writeFileSync(broken, docx())
    const checked = await desk([...asOperator, 'templates', 'check', 'mediation-urge', broken])
    expect(checked).toMatchObject({ exit: 1, stderr: '' })
    expect(checked.json()).toMatchObject({ usable: false })
    const saved = await desk([...asOperator, 'templates', 'save', 'mediation-urge', shipped, '--note', '本所版式'])
    expect(saved).toMatchObject({ exit: 0, stderr: '' })
    const listed = await desk([...asOperator, 'templates', 'list'])
    const { templates } = listed.json() as { templates: { template: string; level: string; version: number }[] }
    expect(templates.find(({ template }) => template === 'mediation-urge')).toMatchObject({ level: 'office', version: 1 })
    expect(templates.find(({ template }) => template === 'mediation-cover')).toMatchObject({ level: 'builtIn' })
    expectRefusal(
      await desk([...asOperator, 'templates', 'save', 'mediation-urge', shipped, '--level', 'town']),
      2,
      'USAGE',
      '--level',
    )
  })

  test('backup create, backup verify, audit verify', async () => {
    const made = await desk(['--json', 'backup', 'create', '--to', folder])
    expect(made.exit).toBe(0)
    const { file } = made.json() as { file: string }
    expect(existsSync(file)).toBe(true)
    const [verified, audited] = await Promise.all([
      desk(['--json', 'backup', 'verify', file]),
      desk(['--json', 'audit', 'verify']),
    ])
    expect(verified.json()).toMatchObject({ ok: true, unitName: '石榴镇综治中心', residents: 0, missing: 0 })
    expect(audited.json()).toMatchObject({ brokenAt: null, head: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
    // each call above logged in; what they did stands between
    expect((audited.json() as { entries: number }).entries).toBeGreaterThan(8)
  })

  test('list --where with a flag, a code by its name, the own unit', async () => {
    const input = { name: '王秋石', fullTime: true }
    const made = await desk([...asOperator, 'create', 'mediator', '--from', '-'], { input })
    expect(made).toMatchObject({ exit: 0, stderr: '' })
    const counted = async (where: string) => (await desk(['--json', 'list', 'mediator', '--count', '--where', where])).json()
    expect(await counted('fullTime=true')).toEqual({ total: 1 })
    expect(await counted('专职=否')).toEqual({ total: 0 })
    expect(await counted('unitId=999901101000-Z')).toEqual({ total: 1 })
    const mistaken = await desk(['--json', 'list', 'mediator', '--where', 'fullTime=maybe'])
    expectRefusal(mistaken, 2, 'USAGE', '应写成 true 或 false')
  })

  test('demo writes no password that somebody chose', async () => {
    const elsewhere = join(folder, 'demo')
    const made = await desk(['--json', 'demo', '--size', 'office'], { data: elsewhere, password: 'Shiliu-2099' })
    expect(made).toMatchObject({ exit: 0 })
    const note = readFileSync(join(elsewhere, 'demo-account.txt'), 'utf8')
    expect(note).toContain('PINGAN_PASSWORD')
    expect(note + made.stdout).not.toContain('Shiliu-2099')
  })

  test('fields and doctor, which need no data', async () => {
    const elsewhere = join(folder, 'nothing-here')
    const [fields, doctor, help, all] = await Promise.all(
      ['fields resident', 'doctor', 'help', 'fields'].map((call) =>
        desk(['--json', ...call.split(' ')], { data: elsewhere, password: '' }),
      ),
    )
    expect(fields?.exit).toBe(0)
    expect(fields?.json()).toMatchObject({
      label: '居民',
      fields: expect.arrayContaining([
        expect.objectContaining({ field: 'idNumber', label: '身份证号', level: 'L3' }),
      ]) as object[],
    })
    expect(doctor?.exit).toBe(0)
    expect(doctor?.json()).toMatchObject({
      checks: expect.arrayContaining([expect.objectContaining({ name: '数据', detail: '尚未初始化' })]) as object[],
    })
    expect(help?.json()).toMatch(/^平安台命令行/)
    const dictionary = all?.json() as { register: string; fields: unknown[] }[]
    const known = dictionary.map(({ register }) => register)
    for (const register of ['committee', 'mediator', 'mediationParty', 'attachment', 'fileLoan', 'judicialConfirmation'])
      expect(known).toContain(register)
    expect(dictionary.flatMap(({ fields: list }) => list).length).toBeGreaterThan(400)
    expect(existsSync(elsewhere)).toBe(false)
  })
})

describe('refusals', () => {
  test('exit 1: a rule says no', async () => {
    const call = [...asOperator, 'do', 'mediation', caseId, 'acceptCase', '--from', '-']
    expectRefusal(await desk(call, { input: { mediators: [], acceptedOn: '2026-11-02' } }), 1, 'RULE_VIOLATION', '调解员')
  })

  test('exit 1: some records were refused or kept, the counts on stdout', async () => {
    const create = async (register: string, input: unknown) => {
      const made = await desk([...asOperator, 'create', register, '--from', '-'], { input })
      return (made.json() as { id: string }).id
    }
    const householdId = await create('household', { householdNo: '7' })
    const first = await create('resident', { name: '甲', groupName: '7组', householdId })
    await create('resident', { name: '乙', groupName: '7组', householdId })
    const bulk = (...set: string[]) => desk([...asOperator, 'bulk', 'resident', '--where', 'groupName=7组', '--set', ...set])
    const heads = await bulk('relationToHead=02')
    expect(heads).toMatchObject({ exit: 1, stderr: '' })
    expect(heads.json()).toMatchObject({ changed: 1, refused: 1 })
    const done = await bulk('occupation=木工')
    expect(done).toMatchObject({ exit: 0 })
    const { changeSetId } = done.json() as { changeSetId: string }
    await desk([...asOperator, 'do', 'resident', first, 'update', '--from', '-'], { input: { groupName: '8组' } })
    const undone = await desk([...asOperator, 'undo', changeSetId])
    expect(undone).toMatchObject({ exit: 1, stderr: '' })
    expect(undone.json()).toMatchObject({ undone: 1, kept: [{ id: first }] })
  })

  test('exit 2: a blank search is no condition, nothing is changed', async () => {
    const refused = await desk(['--json', 'bulk', 'resident', '--search', ' ', '--set', 'remark=x'])
    expectRefusal(refused, 2, 'USAGE', '请用 --where 或 --search 写明')
  })

  test('exit 2: a call that is none of ours', async () => {
    const calls = [
      ['destroy', 'everything'],
      ['list', 'resident', '--force'],
      ['list', 'resident', '--limit'],
    ]
    const inherited = [['constructor'], ['__proto__'], ['do', 'mediation', caseId, 'constructor'], ['demo', '--size', 'toString']]
    for (const call of inherited) expect(await desk(['--json', ...call]), call.join(' ')).toMatchObject({ exit: 2 })
    const [unknown, option, value] = await Promise.all(calls.map((call) => desk(['--json', ...call])))
    expectRefusal(unknown!, 2, 'USAGE', '没有命令“destroy everything”')
    expectRefusal(option!, 2, 'USAGE', '选项 --force 不认识')
    expectRefusal(value!, 2, 'USAGE', '选项 --limit 不认识，或缺少值')
  })

  test('exit 3: the wrong password, and nothing on stdout', async () => {
    const refused = await desk(['list', 'mediation'], { password: 'Shiliu-2027' })
    expectRefusal(refused, 3, 'LOCKED', '再错 4 次将锁定 30 分钟')
    expect(refused.stdout).toBe('')
  })

  test('exit 4: a file that is no package', async () => {
    const file = join(folder, 'rubbish.zzb')
    writeFileSync(file, 'PK'.repeat(5000))
    expectRefusal(await desk(['--json', 'verify', file]), 4, 'FORMAT', '这不是数据包文件')
    for (const other of [file, folder])
      expectRefusal(await desk(['--json', 'backup', 'verify', other]), 4, 'FORMAT', '不是平安台的备份')
  })

  test('exit 5: the folder is in use, by whom', async () => {
    const lock = lockFolder(data, '桌面版')
    expectRefusal(await desk(['--json', 'list', 'mediation']), 5, 'STORAGE', `桌面版（进程 ${String(process.pid)}）`)
    if ('release' in lock) lock.release()
  })
})

test('exit 5: a place where nothing can be written is named, before the work is done', async () => {
  const nowhere = join(folder, 'nowhere')
  const workbook = join(folder, 'rubbish.xlsx')
  writeFileSync(workbook, 'no workbook')
  const calls = [
    ['import', 'resident', workbook, '--report', join(nowhere, 'result.xlsx')],
    ['print', 'mediation-acceptance', caseId, '--out', join(nowhere, 'form.docx')],
  ]
  for (const call of calls) expectRefusal(await desk(['--json', ...call]), 5, 'STORAGE', '没有这个文件夹')
  expectRefusal(await desk(['--json', 'unit', 'card', '--out', join(nowhere, 'card.json')]), 5, 'STORAGE', '没有')
  const below = await desk(['--json', 'list', 'mediation'], { data: join(workbook, 'desk') })
  expectRefusal(below, 5, 'STORAGE', '路径不对')
})
