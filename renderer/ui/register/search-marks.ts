/** The words of a search that can be lit where they stand: Chinese words and pieces of numbers, not pinyin. */
export function searchMarks(typed: string): string[] {
  return typed
    .normalize('NFKC')
    .split(/\s+/)
    .flatMap((word) =>
      /[\u3400-\u9fff]/.test(word) ? (word.match(/[\u3400-\u9fff]+|\d{2,}/g) ?? []) : /^\d{2,}$/.test(word) ? [word] : [],
    )
}
