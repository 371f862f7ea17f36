/**
 * Code tables. Values whose standard could be read are fixed; all others are the program's own (reference §1.3, §2.8, §3.9).
 * A table is an ordered list of [code, name].
 */
import { mediationCodes } from './mediation/codes.ts'

const ethnicities =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'

export const codeTables = {
  /** GB/T 2261.1 */
  sex: [
    ['1', '男'],
    ['2', '女'],
    ['0', '未知'],
    ['9', '未说明'],
  ],
  /** GB/T 3304 */
  ethnicity: [
    ...ethnicities.split(' ').map((name, index) => [String(index + 1).padStart(2, '0'), name] as const),
    ['97', '其他'],
    ['98', '外国血统中国籍'],
  ],
  /** GB/T 4658, main groups and the ones ledgers use */
  education: [
    ['10', '研究生'],
    ['11', '博士'],
    ['14', '硕士'],
    ['20', '本科'],
    ['30', '大专'],
    ['40', '中专'],
    ['60', '高中'],
    ['70', '初中'],
    ['80', '小学'],
    ['90', '其他'],
  ],
  /** GB/T 4761, the relations ledgers use */
  relation: [
    ['02', '户主'],
    ['01', '本人'],
    ['10', '配偶'],
    ['11', '夫'],
    ['12', '妻'],
    ['20', '子'],
    ['21', '独生子'],
    ['22', '长子'],
    ['23', '次子'],
    ['24', '三子'],
    ['27', '养子或继子'],
    ['28', '女婿'],
    ['30', '女'],
    ['31', '独生女'],
    ['32', '长女'],
    ['33', '次女'],
    ['34', '三女'],
    ['37', '养女或继女'],
    ['38', '儿媳'],
    ['40', '孙辈'],
    ['41', '孙子'],
    ['42', '孙女'],
    ['43', '外孙子'],
    ['44', '外孙女'],
    ['50', '父母'],
    ['51', '父'],
    ['52', '母'],
    ['53', '公公'],
    ['54', '婆婆'],
    ['55', '岳父'],
    ['56', '岳母'],
    ['60', '祖父母'],
    ['61', '祖父'],
    ['62', '祖母'],
    ['63', '外祖父'],
    ['64', '外祖母'],
    ['70', '兄弟姐妹'],
    ['71', '兄'],
    ['72', '嫂'],
    ['73', '弟'],
    ['74', '弟媳'],
    ['75', '姐'],
    ['77', '妹'],
    ['93', '侄子'],
    ['94', '侄女'],
    ['97', '其他亲属'],
    ['99', '非亲属'],
  ],
  personType: [
    ['registered', '户籍'],
    ['floating', '流动'],
    ['leftBehind', '留守'],
    ['overseas', '境外'],
  ],
  idType: [
    ['111', '居民身份证'],
    ['414', '普通护照'],
    ['511', '台湾居民来往大陆通行证'],
    ['516', '港澳居民来往内地通行证'],
    ['HMT', '港澳台居民居住证'],
    ['554', '外国人居留证'],
    ['000', '无证件'],
  ],
  residentStatus: [
    ['present', '在册'],
    ['movedOut', '已迁出'],
    ['deceased', '已去世'],
  ],
  lifeEventKind: [
    ['born', '出生'],
    ['movedIn', '迁入'],
    ['movedOut', '迁出'],
    ['returned', '返回'],
    ['died', '去世'],
  ],
  /** GB/T 31000 floating population */
  inflowReason: [
    ['01', '务工'],
    ['02', '务农'],
    ['03', '经商'],
    ['04', '学习培训'],
    ['05', '婚嫁'],
    ['06', '随迁'],
    ['07', '治病疗养'],
    ['08', '投亲靠友'],
    ['09', '工作调动'],
    ['99', '其他'],
  ],
  /** GB/T 31000 floating population */
  permitKind: [
    ['01', '居住证'],
    ['02', '暂住证'],
    ['99', '其他'],
  ],
  /** GB/T 31000 floating population */
  dwellingKind: [
    ['01', '自购房'],
    ['02', '租赁房'],
    ['03', '寄居'],
    ['04', '借住'],
    ['05', '单位宿舍'],
    ['06', '临时宿舍'],
    ['07', '农民工公寓'],
    ['99', '其他'],
  ],
  leftBehindKind: [
    ['01', '留守儿童'],
    ['02', '留守老人'],
    ['03', '留守妇女'],
  ],
  serviceItem: [
    ['settle', '落户'],
    ['work', '就业'],
    ['housing', '居住'],
    ['health', '就医'],
    ['school', '子女入学'],
  ],
  serviceStatus: [
    ['needed', '有需求'],
    ['offered', '已提供'],
    ['done', '已办结'],
  ],
  gridRole: [
    ['lead', '网格长'],
    ['fullTime', '专职网格员'],
    ['partTime', '兼职网格员'],
  ],
  /** statistical urban-rural classification */
  urbanRural: [
    ['111', '主城区'],
    ['112', '城乡结合区'],
    ['121', '镇中心区'],
    ['122', '镇乡结合区'],
    ['123', '特殊区域'],
    ['210', '乡中心区'],
    ['220', '村庄'],
  ],
  housing: [
    ['owned', '自有'],
    ['rented', '租住'],
    ['borrowed', '借住'],
  ],
  villageKind: [
    ['village', '村'],
    ['community', '社区'],
  ],
  ...mediationCodes,
  resettlementCategory: [
    ['released', '刑满释放人员'],
    ['corrected', '解除社区矫正人员'],
    ['parole', '假释、暂予监外执行期满人员'],
  ],
  /** GB/T 31000: filled in by a person, never computed */
  assistanceClass: [
    ['02', '一般帮教'],
    ['01', '重点帮教'],
  ],
  offenceCategory: [
    ['01', '危害国家安全'],
    ['02', '危害公共安全'],
    ['03', '破坏社会主义市场经济秩序'],
    ['04', '侵犯公民人身、民主权利'],
    ['05', '侵犯财产'],
    ['06', '妨害社会管理秩序'],
    ['07', '危害国防利益'],
    ['08', '贪污贿赂'],
    ['09', '渎职'],
    ['10', '军人违反职责'],
  ],
  /** code 04 of the standard is not used (reference §2.8) */
  handoverType: [
    ['01', '基层政府接回'],
    ['02', '监所送回原籍'],
    ['03', '司法所接回'],
    ['05', '基层组织接回'],
    ['06', '人员自返'],
    ['99', '其他'],
  ],
  resettlementStatus: [
    ['inAssistance', '在帮'],
    ['closed', '已解除'],
  ],
  visitMode: [
    ['home', '入户'],
    ['phone', '电话'],
    ['office', '来所'],
    ['video', '视频'],
  ],
  meetingKind: [
    ['LH', '工作例会'],
    ['DD', '矛盾纠纷调度会'],
    ['YP', '分析研判会'],
    ['GA', '个案会商'],
    ['ZZ', '重点整治工作会'],
    ['LX', '部门联席会议'],
  ],
  meetingStatus: [
    ['planned', '计划'],
    ['held', '已开'],
    ['minutesDraft', '纪要起草'],
    ['signedOff', '已签发'],
  ],
  attendeeRole: [
    ['attendee', '出席'],
    ['observer', '列席'],
    ['leave', '请假'],
    ['absent', '缺席'],
  ],
  decisionStatus: [
    ['pending', '待办'],
    ['inProgress', '办理中'],
    ['done', '已办结'],
    ['suspended', '中止'],
  ],
} as const satisfies Record<string, readonly (readonly [string, string])[]>

export type CodeTableName = keyof typeof codeTables

const namesByTable = new Map<CodeTableName, Map<string, string>>()

/** The Chinese name of a code; the code itself when the table does not know it. */
export function codeName(table: CodeTableName, code: string): string {
  let names = namesByTable.get(table)
  if (!names) {
    names = new Map(codeTables[table])
    namesByTable.set(table, names)
  }
  return names.get(code) ?? code
}

export const isCode = (table: CodeTableName, code: string): boolean => codeTables[table].some(([known]) => known === code)
