/** Pinyin for search and order. The dictionary is large, so it is loaded once, at the first write. */
interface Dictionary {
  read: (name: string) => string[]
  /** every reading of a single character */
  readings: (character: string) => string[]
}
let dictionary: Dictionary | null = null

export async function loadPinyin(): Promise<void> {
  if (dictionary) return
  const { pinyin } = await import('pinyin-pro')
  dictionary = {
    read: (name) => pinyin(name, { toneType: 'none', mode: 'surname', type: 'array', nonZh: 'consecutive', v: true }),
    readings: (character) => pinyin(character, { toneType: 'none', multiple: true, type: 'array', v: true }),
  }
}

/** Surnames whose reading the dictionary does not know. */
const surnames: Readonly<Record<string, string>> = { 么: 'yao', 佴: 'nai', 秘: 'bi', 种: 'chong' }

const plainSound = (sound: string): string => sound.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** by UTF-16 unit: the only reading of an ideograph, or null where there are several */
const onlyReadings = new Map<number, string | null>()

function onlyReading({ readings }: Dictionary, unit: number): string | null {
  let known = onlyReadings.get(unit)
  if (known === undefined) {
    const [first = '', ...others] = unit >= 0x4e00 && unit <= 0x9fff ? readings(String.fromCharCode(unit)) : []
    known = others.some((one) => one !== first) ? null : plainSound(first) || null
    onlyReadings.set(unit, known)
  }
  return known
}

/** Syllables of a name, surnames read as surnames (单 shan, 仇 qiu); what has no reading stays as it is. */
export function syllables(name: string): string[] {
  if (!dictionary) throw new Error('pinyin is not loaded')
  const surname = surnames[name.slice(0, 1)]
  // only characters with several readings need the words around them
  const alone: string[] = []
  for (let index = surname === undefined ? 0 : name.length; index < name.length; index++) {
    const sound = onlyReading(dictionary, name.charCodeAt(index))
    if (sound === null) break
    alone.push(sound)
  }
  if (surname === undefined && alone.length === name.length) return alone
  const read = dictionary.read(name)
  return (surname === undefined ? read : [surname, ...read.slice(1)]).map(plainSound).filter((one) => one !== '')
}
