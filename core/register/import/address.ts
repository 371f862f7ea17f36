/** Villages, groups and house numbers as ledgers write them. */
import { chineseNumber, compactText } from './plain-text.ts'

const suffix = /(?:村民委员会|居民委员会|村委会|居委会|社区|村)$/

/** What two ways of writing one village have in common: 板桥, 板桥村 and 板桥村委会 are all 板桥. */
export function villageKey(name: string): string {
  const plain = compactText(name)
  const base = plain.replace(suffix, '')
  return base.length >= 2 ? base : plain
}

/** `3`, `第3组`, `三组`, `３ 组` are all `3组`; other names stay. */
export function groupName(value: string): string {
  const plain = compactText(value)
  const parts = /^第?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:组|村民小组|小组|号组)?$/.exec(plain)
  if (!parts) return plain
  const digits = parts[1] ?? ''
  const number = /^\d/.test(digits) ? Number(digits) : chineseNumber(digits)
  return number === null ? plain : `${String(number)}组`
}

export interface AddressParts {
  village: string | null
  group: string | null
  /** what is left: house number, building */
  rest: string
}

/** province to township, each named with at least two characters */
const higher = /^[^省市县区镇乡]{2,8}(?:省|自治区|市(?!场)|县|旗|街道|(?<!社)区|镇|乡)(?=.{2})/
const withSuffix =
  /^(.{1,12}?(?:村民委员会|居民委员会|村委会|居委会|社区|村村|村))(?!民小组)(?:第?([\d一二三四五六七八九十]{1,3})(?:村民小组|小组|组|社|队))?(.*)$/
const withGroup = /^(\D{2,8}?)第?(\d{1,3})(?:村民小组|小组|组)(.*)$/

/** 板桥村7组261号 → 板桥村 · 7组 · 261号. Where no village is found the whole stays in `rest`. */
export function splitAddress(address: string): AddressParts {
  const plain = compactText(address)
  let local = plain
  for (let step = 0; step < 4; step++) {
    const shorter = local.replace(higher, '')
    if (shorter === local) break
    local = shorter
  }
  const [, village, group, rest = ''] = withSuffix.exec(local) ?? withGroup.exec(local) ?? []
  if (village === undefined) return { village: null, group: null, rest: plain }
  return { village, group: group === undefined ? null : groupName(group), rest }
}

/** As its name says; null where it does not: 东关村 and 东关社区 are two places; 东关 is whichever there is. */
export function villageKindOf(name: string): 'village' | 'community' | null {
  if (/(?:社区|居委会|居民委员会)$/.test(name)) return 'community'
  return /(?:村|村委会|村民委员会)$/.test(name) ? 'village' : null
}

/** What people call it: 石榴村民委员会 is 石榴村, 东关社区居委会 is 东关社区. */
export const plainVillageName = (name: string): string =>
  name.replace(/村(?:民委员会|委会)$/, '村').replace(/社区居(?:民委员会|委会)$/, '社区')
