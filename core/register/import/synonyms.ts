/** What offices write for a code or a heading, beside the names that the code tables and field descriptions give. */
import type { RegisterName } from '../../domain/field.ts'
import { codeTables, type CodeTableName } from '../../domain/codes.ts'
import { compactText } from './plain-text.ts'

/** code → other names, by table */
const codeSynonyms: Partial<Record<CodeTableName, Readonly<Record<string, string>>>> = {
  sex: { 1: '男性 男姓 M', 2: '女性 女姓 F', 0: '不详', 9: '未说明的性别' },
  education: {
    10: '研究生教育',
    11: '博士研究生',
    14: '硕士研究生',
    20: '大学 大学本科 本科生 全日制本科',
    30: '专科 大学专科 高职 高职高专 专科生',
    40: '中职 职高 技校 中等专科 中技 职业高中',
    60: '普通高中 高中生',
    70: '普通初中 初级中学 中学',
    80: '小学生 小学及以下',
    90: '文盲 半文盲 文盲或半文盲 未上学 无 不识字 幼儿园 学龄前 其它',
  },
  relation: {
    '02': '户 本户户主 户主本人',
    '01': '自己',
    10: '爱人 夫妻',
    11: '丈夫',
    12: '妻子 媳妇',
    20: '儿子 儿',
    21: '独子',
    22: '大儿子 大儿',
    23: '二儿子 二子 次儿',
    24: '三儿子',
    27: '养子 继子',
    28: '女婿 儿婿',
    30: '女儿 闺女',
    31: '独女',
    32: '大女儿 长女儿',
    33: '二女儿 二女 次女儿',
    34: '三女儿',
    37: '养女 继女',
    38: '儿媳妇 媳',
    40: '孙 孙子女',
    41: '孙儿 长孙 男孙',
    42: '孙女儿 长孙女',
    43: '外孙',
    51: '父亲 爸爸 爸',
    52: '母亲 妈妈 妈',
    53: '公',
    54: '婆 婆母',
    55: '丈人',
    56: '丈母娘',
    61: '爷爷',
    62: '奶奶',
    63: '外公 姥爷',
    64: '外婆 姥姥',
    70: '兄弟 姐妹 兄弟姊妹',
    71: '哥哥 哥 兄长',
    72: '嫂子',
    73: '弟弟',
    74: '弟媳妇 弟妹',
    75: '姐姐',
    77: '妹妹',
    93: '侄儿',
    94: '侄女儿',
    97: '亲属 其他 其它 其他关系',
    99: '非亲属关系 雇工 租客 租户',
  },
  personType: {
    registered: '户籍人口 常住 常住人口 本地',
    floating: '流动人口 外来 外来人口 暂住',
    leftBehind: '留守人员 留守人口',
    overseas: '境外人员',
  },
  idType: {
    111: '身份证 二代身份证 第二代身份证 公民身份证',
    414: '护照',
    511: '台胞证',
    516: '港澳通行证 回乡证',
    '000': '无 无证',
  },
  disputeCategory: {
    '01': '婚恋家庭 家庭 婚姻',
    '03': '宅基地 房屋',
    '07': '土地 山林 土地承包',
    '08': '征地 拆迁',
    10: '农民工工资 欠薪 拖欠工资',
    11: '劳动争议 劳动',
    14: '消费',
    15: '医患',
    16: '交通事故 道路交通',
    99: '其它',
  },
  housing: { owned: '自有住房 自住 自建', rented: '租赁 租房 出租', borrowed: '借用' },
}

/** what offices write after a name that the table gives without it: 汉族, 邻里纠纷 */
const endings: Partial<Record<CodeTableName, RegExp>> = { ethnicity: /族$/, disputeCategory: /(矛盾)?纠纷$/ }

const lookups = new Map<CodeTableName, ReadonlyMap<string, string>>()

/** Code of a name, synonym or code; null when the table knows none. */
export function codeOf(table: CodeTableName, value: string): string | null {
  let lookup = lookups.get(table)
  if (!lookup) {
    const names = new Map<string, string>()
    for (const [code, name] of codeTables[table]) names.set(name, code)
    for (const [code, others] of Object.entries(codeSynonyms[table] ?? {}))
      for (const other of others.split(' ')) if (!names.has(other)) names.set(other, code)
    for (const [code] of codeTables[table]) if (!names.has(code)) names.set(code, code)
    lookup = names
    lookups.set(table, lookup)
  }
  const plain = compactText(value)
  const ending = endings[table]
  const bare = ending === undefined ? plain : plain.replace(ending, '')
  return lookup.get(plain) ?? lookup.get(bare) ?? lookup.get(bare.replaceAll(/\(.*\)$/g, '')) ?? null
}

/** Headings beside those of the field descriptions. */
export const headerSynonyms: Partial<Record<RegisterName, Readonly<Record<string, readonly string[]>>>> = {
  resident: {
    name: ['居民姓名', '家庭成员姓名', '人口姓名', '户籍人姓名'],
    idNumber: [
      '身份证件号',
      '公民身份证',
      '身份证编号',
      '居民身份证号',
      '居民身份证号码',
      '二代身份证号码',
      '证件号',
      '公民身份号',
    ],
    birthOn: ['出生时间', '出生年月日期', '生年月日', '出生月日'],
    phone: ['联系手机', '电话(手机)', '手机电话', '移动电话', '本人电话', '固定电话'],
    villageId: [
      '村(居)',
      '村/社区',
      '村居名称',
      '社区名称',
      '村委会',
      '所在村(社区)',
      '所属社区',
      '所属村居',
      '村社区',
      '居委会',
    ],
    groupName: ['村小组', '所在组', '居民小组', '所属组', '组号', '生产队', '队'],
    residenceAddress: ['家庭地址', '居住地', '常住地址', '现住地址', '实际居住地', '门牌地址', '居住详细地址'],
    hukouAddress: ['户籍详细地址', '户口地址', '户口所在地地址', '户口地'],
    householdId: ['户编码', '户序号', '家庭户号', '户籍编号', '户口编号', '户口本号'],
    relationToHead: ['与户主的关系', '和户主关系', '户主或成员', '与户主之关系', '成员类型', '户主成员'],
    ethnicity: ['族别'],
    education: ['最高学历', '学历层次', '受教育程度'],
    occupation: ['职业情况', '从事职业', '就业状况', '务工情况'],
    workplace: ['就业单位', '务工单位', '服务单位'],
  },
  village: {
    name: ['村(居)名称', '村居名称', '村名', '村名称', '社区名称', '区划名称', '单位名称', '村(社区)', '村(社区)名称', '行政村'],
    divisionCode: ['统计用区划代码', '12位区划代码', '代码', '村代码', '村居代码', '行政区划代码', '区划编码', '统计代码'],
    kind: ['村居类型', '类别'],
  },
  division: {
    code: ['统计用区划和城乡划分代码', '12位代码', '区划编码', '统计代码'],
    urbanRural: ['城乡划分代码', '城乡属性'],
  },
  grid: {
    name: ['网格', '网格名', '名称', '网格全称'],
    code: ['编码', '网格代码', '网格编号', '网格号'],
    villageId: ['村', '所属村', '所在村', '村(社区)', '村(居)', '村名', '社区', '所属社区', '村居'],
    leadName: ['网格长姓名', '负责人', '网格负责人'],
    leadPhone: ['网格长联系电话', '网格长手机', '联系电话', '电话'],
    boundary: ['四至', '网格范围', '范围', '网格四至'],
  },
  gridStaff: {
    name: ['网格员', '网格员姓名'],
    gridId: ['所属网格', '网格名称', '所在网格', '负责网格'],
    role: ['类别', '网格员类型', '专兼职', '岗位'],
    phone: ['联系电话', '手机', '手机号', '手机号码', '联系方式'],
    fromOn: ['到岗日期', '上岗日期', '任职日期', '开始时间', '聘用日期'],
    toOn: ['离岗日期', '结束时间'],
  },
  household: {
    householdNo: ['户号', '户口簿号', '户编码', '户序号', '家庭编号', '户籍编号'],
    headName: ['户主姓名', '姓名', '户主名称'],
    villageId: ['所属村(社区)', '所属村', '所在村', '村', '村居', '社区', '村名'],
    gridId: ['所属网格', '网格名称'],
    address: ['家庭住址', '地址', '详细地址', '家庭地址', '门牌号', '现住址'],
    housing: ['住房性质', '住房情况', '房屋性质'],
  },
  committee: {
    name: ['调委会名称', '人民调解委员会', '人民调解委员会名称', '调委会'],
    committeeKind: ['调委会类型', '类别'],
    villageId: ['所属村', '村', '社区'],
    phone: ['联系电话', '联系方式'],
  },
  mediator: {
    name: ['调解员', '调解员姓名', '人民调解员'],
    duty: ['调委会职务', '担任职务', '岗位'],
    fullTime: ['是否专职', '专职调解员'],
    phone: ['联系电话', '手机', '手机号', '手机号码', '联系方式'],
    birthOn: ['出生年月', '生日'],
    appointedFrom: ['聘任日期', '聘用日期', '聘期开始', '任职日期'],
    appointedTo: ['聘期截止', '聘期结束', '聘任到期'],
  },
}
