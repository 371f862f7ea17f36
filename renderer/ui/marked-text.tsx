/** The text with every occurrence of the marks lit. Marks are plain words; case does not matter. */
export function MarkedText({ text, marks }: { text: string; marks?: readonly string[] | undefined }) {
  const words = (marks ?? []).filter((mark) => mark !== '')
  if (words.length === 0) return text
  const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'gi')
  return text.split(pattern).map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part))
}
