/** Pinyin for search and order. The dictionary is large, so it is loaded once, at the first write. */
type Convert = (name: string) => string[]
let convert: Convert | null = null

export async function loadPinyin(): Promise<void> {
  if (convert) return
  const { pinyin } = await import('pinyin-pro')
  convert = (name) => pinyin(name, { toneType: 'none', mode: 'surname', type: 'array', nonZh: 'consecutive', v: true })
}

/** Surnames whose reading the dictionary does not know. */
const surnames: Readonly<Record<string, string>> = { 么: 'yao', 佴: 'nai', 秘: 'bi', 种: 'chong' }

/** Syllables of a name, surnames read as surnames (单 shan, 仇 qiu); what has no reading stays as it is. */
export function syllables(name: string): string[] {
  if (!convert) throw new Error('pinyin is not loaded')
  const surname = surnames[name.slice(0, 1)]
  const read = convert(name)
  return (surname === undefined ? read : [surname, ...read.slice(1)])
    .map((one) => one.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .filter((one) => one !== '')
}
