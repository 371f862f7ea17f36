/** Results for people: one line for a record, indented lines for the rest. */
export function showResult(value: unknown): string {
  if (typeof value === 'string') return value
  return lines(value, 0).join('\n')
}

function lines(value: unknown, depth: number): string[] {
  const indent = '  '.repeat(depth)
  if (Array.isArray(value))
    return value.length === 0
      ? [`${indent}（无）`]
      : value.flatMap((one) => (isPlain(one) ? [`${indent}- ${plain(one)}`] : [`${indent}-`, ...lines(one, depth + 1)]))
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, one]) =>
      isPlain(one) ? [`${indent}${key}: ${plain(one)}`] : [`${indent}${key}:`, ...lines(one, depth + 1)],
    )
  }
  return [indent + plain(value)]
}

const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object'
const plain = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
