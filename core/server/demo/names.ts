/** Invented people: common surnames and given names by chance, numbers of a division that is not assigned, valid check digits. */
import { idCheckCharacter } from '../../domain/id-number.ts'

const characters = (text: string): string[] => Array.from(text)
const surnames = [
  ...characters(
    '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单仇区查朴解盖',
  ),
  '尉迟',
  '欧阳',
  '上官',
]
const male = characters('建国伟强军勇磊涛斌波辉刚健明亮平东海春生福来根柱锁喜满仓有才德厚永志宏立民卫新华文武思远')
const female = characters('秀英桂兰玉梅芳丽娟艳红霞燕玲静敏慧颖淑珍凤娣巧云月香萍雪莲美琴婷怡晓雅欣楠茜')
const occupations = ['务农', '务工', '个体经营', '教师', '医生', '司机', '退休', '学生', '待业', '干部', '厨师', '木工', '电工']

export interface Chance {
  /** 0 ≤ n < bound */
  below(bound: number): number
  pick<T>(list: readonly T[]): T
}

/** mulberry32: the same seed gives the same people. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (bound: number) => Math.floor(next() * bound)
  return {
    below,
    pick: (list) => {
      const one = list[below(list.length)]
      if (one === undefined) throw new Error('an empty list has nothing to pick')
      return one
    },
  }
}

export function inventName(chance: Chance, sex: '1' | '2', surname = chance.pick(surnames)): string {
  const given = sex === '1' ? male : female
  return surname + chance.pick(given) + (chance.below(5) === 0 ? '' : chance.pick(given))
}

export const inventSurname = (chance: Chance): string => chance.pick(surnames)

const two = (n: number) => String(n).padStart(2, '0')

/** A birthday so that the age at the end of 2026 is within the bounds. */
export const inventBirthday = (chance: Chance, minAge: number, maxAge: number): string =>
  `${String(2026 - minAge - chance.below(maxAge - minAge + 1))}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`

/** `serial` keeps numbers apart: it runs through the divisions and the three-digit order of one birthday. */
export function inventIdNumber(division6: string, birthOn: string, sex: '1' | '2', serial: number): string {
  const order = (serial % 499) * 2 + (sex === '1' ? 1 : 0)
  const first17 = `${division6}${birthOn.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  return first17 + idCheckCharacter(first17)
}

export const inventPhone = (chance: Chance): string =>
  `1${chance.pick(['33', '35', '38', '39', '50', '58', '77', '86'])}${String(chance.below(100_000_000)).padStart(8, '0')}`
export const inventOccupation = (chance: Chance): string => chance.pick(occupations)
