/**
 * Relations to the head of a household (GB/T 4761). When another member becomes the head, what the others are to the new one
 * is worked out where there is only one answer; where there are several, a person is asked.
 */

export const headRelation = '02'
/** 本人 stands in some ledgers for 户主 */
export const headRelations = ['01', headRelation] as const
export const isHead = (relation: unknown): boolean => headRelations.some((one) => one === relation)

export interface Kin {
  id: string
  relation: string | null
  /** GB/T 2261.1 */
  sex: string | null
  birthOn: string | null
}

/** What a person is to somebody, without age and order of birth. */
type Role =
  | 'head'
  | 'spouse'
  | 'child'
  | 'childInLaw'
  | 'sonsChild'
  | 'daughtersChild'
  | 'parent'
  | 'parentInLaw'
  | 'fathersParent'
  | 'mothersParent'
  | 'sibling'
  | 'nonRelative'

const roles: Readonly<Record<string, Role>> = Object.fromEntries(
  (
    [
      ['head', '01 02'],
      ['spouse', '10 11 12'],
      ['child', '20 21 22 23 24 27 30 31 32 33 34 37'],
      ['childInLaw', '28 38'],
      ['sonsChild', '41 42'],
      ['daughtersChild', '43 44'],
      ['parent', '50 51 52'],
      ['parentInLaw', '53 54 55 56'],
      ['fathersParent', '61 62'],
      ['mothersParent', '63 64'],
      ['sibling', '70 71 73 75 77'],
      ['nonRelative', '99'],
    ] as const
  ).flatMap(([role, codes]) => codes.split(' ').map((code): [string, Role] => [code, role])),
)

const codesOfMen = '11 20 21 22 23 24 27 28 41 43 51 53 55 61 63 71 73'
const codesOfWomen = '12 30 31 32 33 34 37 38 42 44 52 54 56 62 64 75 77'
const sexes: Readonly<Record<string, string>> = Object.fromEntries([
  ...codesOfMen.split(' ').map((code): [string, string] => [code, '1']),
  ...codesOfWomen.split(' ').map((code): [string, string] => [code, '2']),
])

const roleOf = ({ relation }: Kin): Role | null => roles[relation ?? ''] ?? null
const sexOf = ({ relation, sex }: Kin): string | null => (sex === '1' || sex === '2' ? sex : (sexes[relation ?? ''] ?? null))

/** [man's code, woman's code, code when the sex is not known] */
type Pair = readonly [string, string, string | null]
const pairs = {
  spouse: ['10', '10', '10'],
  child: ['20', '30', null],
  childInLaw: ['28', '38', null],
  sonsChild: ['41', '42', '40'],
  daughtersChild: ['43', '44', '40'],
  parent: ['51', '52', '50'],
  husbandsParent: ['53', '54', null],
  wifesParent: ['55', '56', null],
  fathersParent: ['61', '62', '60'],
  mothersParent: ['63', '64', '60'],
} as const satisfies Record<string, Pair>

interface Situation {
  /** the new head, and what they were to the old one */
  next: Kin
  old: Kin | undefined
  members: readonly Kin[]
}

type Answer = keyof typeof pairs | 'sibling' | 'same' | null
type Rule = (member: Kin, situation: Situation) => Answer

const man = (kin: Kin | undefined): boolean | null => {
  const sex = kin && sexOf(kin)
  return sex ? sex === '1' : null
}
const byMan = (kin: Kin | undefined, yes: Answer, no: Answer): Answer => {
  const known = man(kin)
  return known === null ? null : known ? yes : no
}
const count = (members: readonly Kin[], role: Role): number => members.filter((one) => roleOf(one) === role).length

/** Who the old head's children and their families are to one of the children: clear only where there is one of each. */
const onlyChild: Rule = (_, { members }) => (count(members, 'child') === 1 ? 'child' : null)
const onlyCouple: Rule = (_, { members }) =>
  count(members, 'child') === 1 && count(members, 'childInLaw') === 1 ? 'spouse' : null

/** new head's role → member's role → what the member is to the new head */
const table: Readonly<Partial<Record<Role, Partial<Record<Role, Rule>>>>> = {
  spouse: {
    head: () => 'spouse',
    child: () => 'same',
    childInLaw: () => 'same',
    sonsChild: () => 'same',
    daughtersChild: () => 'same',
    parent: (_, { next }) => byMan(next, 'wifesParent', 'husbandsParent'),
    parentInLaw: () => 'parent',
  },
  child: {
    head: () => 'parent',
    spouse: () => 'parent',
    child: () => 'sibling',
    childInLaw: onlyCouple,
    sonsChild: onlyChild,
    daughtersChild: onlyChild,
    parent: (_, { old }) => byMan(old, 'fathersParent', 'mothersParent'),
  },
  childInLaw: {
    head: (_, { next }) => byMan(next, 'wifesParent', 'husbandsParent'),
    spouse: (_, { next }) => byMan(next, 'wifesParent', 'husbandsParent'),
    child: onlyCouple,
    sonsChild: onlyChild,
    daughtersChild: onlyChild,
  },
  sonsChild: { head: () => 'fathersParent', spouse: () => 'fathersParent' },
  daughtersChild: { head: () => 'mothersParent', spouse: () => 'mothersParent' },
  parent: {
    head: () => 'child',
    spouse: () => 'childInLaw',
    child: (_, { old }) => byMan(old, 'sonsChild', 'daughtersChild'),
    parent: () => 'spouse',
    sibling: () => 'child',
    fathersParent: (_, { next }) => byMan(next, 'parent', 'husbandsParent'),
    mothersParent: (_, { next }) => byMan(next, 'wifesParent', 'parent'),
  },
  sibling: { head: () => 'sibling', parent: () => 'same', sibling: () => 'sibling' },
}

/** Elder or younger needs both birthdays; without them 兄弟姐妹. */
function siblingCode(member: Kin, next: Kin): string {
  const sex = sexOf(member)
  if (!sex || !member.birthOn || !next.birthOn || member.birthOn === next.birthOn) return '70'
  const elder = member.birthOn < next.birthOn
  return sex === '1' ? (elder ? '71' : '73') : elder ? '75' : '77'
}

function suggestOne(member: Kin, situation: Situation): string | null {
  const role = roleOf(member)
  const nextRole = roleOf(situation.next)
  if (role === null || nextRole === null) return null
  if (role === 'nonRelative' || nextRole === 'nonRelative') return role === nextRole ? null : '99'
  return codeOf(table[nextRole]?.[role]?.(member, situation) ?? null, member, situation.next)
}

function codeOf(answer: Answer, member: Kin, next: Kin): string | null {
  if (answer === null) return null
  if (answer === 'same') return member.relation
  if (answer === 'sibling') return siblingCode(member, next)
  const [his, hers, unknown] = pairs[answer]
  const sex = sexOf(member)
  return sex === null ? unknown : sex === '1' ? his : hers
}

/**
 * What every other member would be to a new head: a code of GB/T 4761, or null where a person must say it.
 * @param members with their relations to the present head
 */
export function suggestRelations(members: readonly Kin[], newHeadId: string): Record<string, string | null> {
  const next = members.find((one) => one.id === newHeadId)
  if (!next) return {}
  const situation = { next, old: members.find((one) => isHead(one.relation)), members }
  return Object.fromEntries(
    members.filter((one) => one.id !== newHeadId).map((member) => [member.id, suggestOne(member, situation)]),
  )
}

/** role of the former head to the new one → role of the member to the former head → what the member is to the new head */
const joiningTable: Readonly<Partial<Record<Role, Partial<Record<Role, (former: Kin) => Answer>>>>> = {
  child: { spouse: () => 'childInLaw', child: (former) => byMan(former, 'sonsChild', 'daughtersChild') },
  spouse: { child: () => 'child', parent: (former) => byMan(former, 'husbandsParent', 'wifesParent') },
  parent: { spouse: () => 'parent', child: () => 'sibling', parent: (former) => byMan(former, 'fathersParent', 'mothersParent') },
  sibling: { sibling: () => 'sibling', parent: () => 'parent' },
}

/**
 * What the members of a household that joins another are to its head, given what their own head is.
 * @param relation of their former head to the new one
 */
export function suggestJoining(joining: readonly Kin[], relation: string, head: Kin): Record<string, string | null> {
  const former = joining.find((one) => isHead(one.relation))
  const between = roles[relation] ?? null
  return Object.fromEntries(
    joining.map((member) => {
      if (member === former) return [member.id, relation]
      const role = roleOf(member)
      if (!former || role === null || between === null) return [member.id, null]
      if (role === 'nonRelative' || between === 'nonRelative') return [member.id, role === between ? null : '99']
      const bySex = { ...former, sex: sexOf(former) ?? sexes[relation] ?? null }
      return [member.id, codeOf(joiningTable[between]?.[role]?.(bySex) ?? null, member, head)]
    }),
  )
}
