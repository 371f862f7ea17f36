/** The pages' names as they are spoken, for those who type pinyin. A dictionary of all characters is not fetched for some forty names. */
const spoken: Readonly<Record<string, string>> = {
  工作台: 'gong zuo tai',
  居民: 'ju min',
  矛盾调解: 'mao dun tiao jie',
  安置帮教: 'an zhi bang jiao',
  会议: 'hui yi',
  统计: 'tong ji',
  数据交换: 'shu ju jiao huan',
  系统: 'xi tong',
  登记居民: 'deng ji ju min',
  登记纠纷: 'deng ji jiu fen',
  口头协议: 'kou tou xie yi',
  建立帮教档案: 'jian li bang jiao dang an',
  登记会议: 'deng ji hui yi',
  '导入居民 Excel': 'dao ru ju min excel',
  户: 'hu',
  '村（社区）': 'cun she qu',
  网格: 'wang ge',
  区划: 'qu hua',
  人员变动: 'ren yuan bian dong',
  人口变动统计: 'ren kou bian dong tong ji',
  调解员: 'tiao jie yuan',
  调委会: 'tiao wei hui',
  导入纠纷台账: 'dao ru jiu fen tai zhang',
  调解经费: 'tiao jie jing fei',
  常用语: 'chang yong yu',
  文书模板: 'wen shu mu ban',
  保管期满的卷宗: 'bao guan qi man de juan zong',
  上报: 'shang bao',
  接收数据包: 'jie shou shu ju bao',
  备份: 'bei fen',
  账号: 'zhang hao',
  操作记录: 'cao zuo ji lu',
  使用记录: 'shi yong ji lu',
  规则: 'gui ze',
  类别对照: 'lei bie dui zhao',
  节假日: 'jie jia ri',
  关于: 'guan yu',
}

/** Whether what was typed means this name: a part of it, its pinyin (tongji) or the first letters of that (tj). */
export function isCalled(label: string, typed: string): boolean {
  const asked = typed.normalize('NFKC').toLowerCase().replace(/\s/g, '')
  if (label.normalize('NFKC').toLowerCase().replace(/\s/g, '').includes(asked)) return true
  const syllables = spoken[label]?.split(' ') ?? []
  const initials = syllables.map(([first = '']) => first).join('')
  // a sound begins at a character: jilu is found in caozuojilu, aozuo is not
  return syllables.some((_, at) => syllables.slice(at).join('').startsWith(asked)) || initials.includes(asked)
}
