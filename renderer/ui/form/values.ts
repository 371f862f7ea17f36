/** Values of a form, as they are saved in the draft. A field left empty is null. */
export type Values = Record<string, unknown>

/** The value at a path of names and indexes: `address`, `parties.0.name`. */
export function valueAt(values: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, key) => (isBranch(part) ? part[key] : undefined), values)
}

/** A copy of the values with one value replaced; what was not there is made. */
export function withValue<T extends Values>(values: T, path: string, value: unknown): T {
  const [key = '', ...rest] = path.split('.')
  return { ...values, [key]: rest.length === 0 ? value : replaced(values[key], rest, value) }
}

function replaced(part: unknown, [key = '', ...rest]: string[], value: unknown): unknown {
  const below = rest.length === 0 ? value : replaced(isBranch(part) ? part[key] : undefined, rest, value)
  if (Array.isArray(part) || (part === undefined && /^\d+$/.test(key))) {
    const list = Array.isArray(part) ? Array.from<unknown>(part) : []
    list[Number(key)] = below
    return list
  }
  return { ...(isBranch(part) ? part : {}), [key]: below }
}

function isBranch(part: unknown): part is Values {
  return typeof part === 'object' && part !== null
}
