/** What the fields of people's mediation rest on. */
export const matter = { about: 'matter', level: 'L2', leaves: 'always' } as const
/** stays in the office: working papers, and what points to files that do not leave */
export const own = { about: 'matter', level: 'L2', leaves: 'never' } as const
export const form = (name: string) => `司发通〔2010〕239 号·${name}`
export const party = { about: 'person', basis: form('申请书、协议书当事人栏'), level: 'L3', leaves: 'always' } as const
export const work = { about: 'person', basis: '人民调解法 §13、§27', level: 'L2', leaves: 'always' } as const
