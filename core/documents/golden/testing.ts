/** The golden set: every paper of a mediation case with its sample, and the hard cases papers have failed on. All people invented. */
import { readdir } from 'node:fs/promises'
import type { DocumentData } from '../render.ts'
import { sampleOf, templatesDir } from '../testing.ts'

export interface GoldenPaper {
  name: string
  template: string
  data: DocumentData
  /** most sheets it may take, whatever fonts there are; of a form that is one */
  pages: number
  /** what the last page must hold together, first to last: text above the signatures, the signatures, the seal or day */
  together?: readonly string[]
}

const samplePages: Readonly<Record<string, number>> = {
  'mediation-agreement': 3,
  'mediation-confirmation': 3,
  'mediation-investigation': 2,
  'mediation-performance': 2,
  'mediation-record': 2,
  'mediation-rights-notice': 2,
  'mediation-urge': 2,
}

const agreementEnd = ['自各方当事人签名', '人民调解员（签名）', '记录人（签名）', '（人民调解委员会印章）']
const sampleEnds: Readonly<Record<string, readonly string[]>> = {
  'mediation-agreement': ['履行时限', ...agreementEnd],
  'mediation-investigation': ['没有遗漏和差错', '被调查人', '调查人（签名）', '记录人（签名）'],
  'mediation-record': ['没有遗漏和差错', '申请人王建国', '人民调解员（签名）', '记录人（签名）'],
  'mediation-rights-notice': ['以上内容已经知悉', '被告知人王建国', '告知人（签名）'],
  'mediation-extension': ['以上为各方真实意思', '申请人王建国', '人民调解员（签名）', '（印章）', '2026年12月7日'],
  'mediation-urge': ['逾期仍不履行', '联系人', '（印章）', '2027年1月8日', '送达签收'],
  'mediation-termination': ['调解终止后', '特此通知', '（印章）', '2026年11月30日', '送达签收'],
  'mediation-rejection': ['您（单位）可以依法', '特此告知', '（印章）', '2026年11月11日', '送达签收'],
  'mediation-entrust-reply': ['特此函告', '联系人', '（印章）', '2026年11月24日'],
}

const person = (order: string, name: string, more: DocumentData = {}): DocumentData => ({
  称谓: order,
  姓名: name,
  性别: '女',
  民族: '汉族',
  年龄: 36,
  职业: '务农',
  身份证号: '999901199003150023',
  联系电话: '13900000021',
  住址: '石榴镇南坪村1组2号',
  ...more,
})

const sign = (签名人: string): DocumentData => ({ 签名人, 方式: '（签名、盖章或按指印）' })
const longName =
  '石榴镇东河村三组农业机械作业服务专业合作社联合社驻石榴镇西桥街道办事处粮食烘干收储加工配送一体化综合服务中心筹备工作领导小组办公室（代管）'
const withheld = '（依法不予载明）'

/** Terms of two lines each, every one with a number of its own, so that a lost one is seen. */
const numbered = (count: number): DocumentData[] =>
  Array.from({ length: count }, (_, index) => ({
    内容: `第${String(index + 1)}项事宜由各方按照商定的办法办理，办理完毕后由村民委员会派员查验，各方在查验记录上签名。`,
  }))

async function hardCases(): Promise<GoldenPaper[]> {
  const agreement = await sampleOf('mediation-agreement')
  const [first, second] = agreement['当事人'] as readonly DocumentData[]
  const two = [first ?? {}, second ?? {}]
  const twoSign = [sign('甲方（申请人）'), sign('乙方（被申请人）')]
  const plain = { ...agreement, 当事人: two, 签名栏: twoSign, 分期: [], 份数: '三' }
  const of = (name: string, data: DocumentData, pages: number): GoldenPaper => ({
    name,
    template: 'mediation-agreement',
    data,
    pages,
    together: agreementEnd,
  })
  const representatives = ['王长河', '赵桂芝', '郑大勇', '吴桂兰', '孙德厚']
  return [
    of('two-page-agreement', { ...plain, 责任: '' }, 2),
    of(
      'five-representatives',
      {
        ...plain,
        当事人: [
          first ?? {},
          {
            称谓: '乙方（被申请人）',
            群体: true,
            名称: '东河村3组灌溉渠沿线农户',
            人数: 43,
            代表: representatives.join('、'),
            联系电话: '13900000006',
            住址: '石榴镇东河村3组',
          },
        ],
        签名栏: [sign('甲方（申请人）'), ...representatives.map((name) => sign(`乙方代表${name}`))],
      },
      3,
    ),
    {
      name: 'organization-with-agent',
      template: 'mediation-application',
      pages: 1,
      data: {
        ...(await sampleOf('mediation-application')),
        当事人: [
          {
            称谓: '申请人',
            单位: true,
            姓名: '石榴镇宏达建材有限公司',
            联系电话: '0990-0000009',
            住址: '石榴镇工业路1号',
            说明: '统一社会信用代码91999901MA00000002；法定代表人钱程，执行董事；委托代理人何律，本公司法务，特别授权',
          },
          { 称谓: '被申请人', 姓名: '刘志强', 性别: '男', 民族: '汉族', 年龄: 38, 职业: '务工', 住址: '石榴镇南坪村2组6号' },
        ],
      },
    },
    of(
      'minor-with-guardian',
      {
        ...plain,
        当事人: [
          person('甲方（申请人）', '陈小雨', {
            年龄: 12,
            职业: '学生',
            代理人: [{ 身份: '法定代理人', 代理人姓名: '陈建军', 与当事人关系: '父亲', 代理人电话: '13900000022' }],
          }),
          person('乙方（被申请人）', '周敏芳'),
        ],
        签名栏: [sign('甲方（申请人）'), sign('甲方法定代理人陈建军'), sign('乙方（被申请人）')],
      },
      2,
    ),
    {
      name: 'rare-characters',
      template: 'mediation-oral-agreement',
      pages: 1,
      data: {
        ...(await sampleOf('mediation-oral-agreement')),
        当事人: [
          { 称谓: '申请人', 姓名: '赵㼆', 性别: '女', 民族: '汉族', 住址: '石榴镇𬭊坪村' },
          { 称谓: '被申请人', 姓名: '阿卜杜热合曼·买买提', 性别: '男', 民族: '维吾尔族', 住址: '石榴镇𠮷家庄' },
        ],
      },
    },
    {
      name: 'long-names',
      template: 'mediation-termination',
      pages: 2,
      data: {
        ...(await sampleOf('mediation-termination')),
        当事人名单: `${longName}、王建国`,
        纠纷名称: `${longName}与王建国生产经营纠纷`,
        送达: [{ 受送达人: longName }, { 受送达人: '王建国' }],
      },
    },
    { name: 'empty-values', template: 'mediation-acceptance', data: {}, pages: 1 },
    of('fifty-terms', { ...plain, 条款: numbered(50) }, 8),
    {
      name: 'domestic-violence',
      template: 'mediation-agreement',
      pages: 2,
      together: agreementEnd,
      data: {
        ...plain,
        当事人: [
          person('甲方（申请人）', '李玉珍', { 联系电话: withheld, 住址: withheld }),
          person('乙方（被申请人）', '王大山', { 联系电话: withheld, 住址: withheld }),
        ],
      },
    },
    of(
      'twelve-instalments',
      {
        ...plain,
        分期: Array.from({ length: 12 }, (_, index) => ({
          期次: index + 1,
          内容: `第${String(index + 1)}期赔偿款`,
          到期日: `2027年${String(index + 1)}月28日`,
          数字: '1,041.71',
          大写: '壹仟零肆拾壹元柒角壹分',
        })),
      },
      4,
    ),
  ]
}

export async function goldenSet(): Promise<GoldenPaper[]> {
  const ids = (await readdir(templatesDir)).filter((id) => id.startsWith('mediation-')).sort()
  const samples = ids.map(async (id): Promise<GoldenPaper> => {
    const end = sampleEnds[id]
    return {
      name: id,
      template: id,
      data: await sampleOf(id),
      pages: samplePages[id] ?? 1,
      ...(end ? { together: end } : {}),
    }
  })
  return [...(await Promise.all(samples)), ...(await hardCases())]
}

/** Every text and number in the data, a line of a longer text for itself. */
export function printedValues(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(printedValues)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(printedValues)
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
        .split('\n')
        .filter((line) => line !== '')
    : []
}

/** Text of pages without spaces and running feet, in one writing of each character: what was drawn is compared, not how. */
export const readText = (pages: readonly string[]): string =>
  plainText(
    pages
      .map((page) =>
        page
          .split('\n')
          .filter((line) => !/第\s*\d+\s*页，共\s*\d+\s*页|每页签名/.test(line.normalize('NFKC').replaceAll(',', '，')))
          .join(''),
      )
      .join(''),
  )

export const plainText = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')
