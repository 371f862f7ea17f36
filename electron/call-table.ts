/** Questions that cross a process boundary and wait for an answer under a number. */
export interface CallTable<Answer> {
  /** Opens a question: `ask` gets its number. The promise settles with the answer, or rejects when the other side failed or died. */
  open(ask: (call: number) => void): Promise<Answer>
  settle(call: number, answer: { ok: true; value: Answer } | { ok: false; reason: string }): void
  /** the other side is gone: every open question is rejected */
  failAll(reason: string): void
}

export function callTable<Answer>(): CallTable<Answer> {
  const waiting = new Map<number, PromiseWithResolvers<Answer>>()
  let last = 0
  return {
    open(ask) {
      const question = Promise.withResolvers<Answer>()
      last += 1
      waiting.set(last, question)
      ask(last)
      return question.promise
    },
    settle(call, answer) {
      const question = waiting.get(call)
      waiting.delete(call)
      if (answer.ok) question?.resolve(answer.value)
      else question?.reject(new Error(answer.reason))
    },
    failAll(reason) {
      for (const question of waiting.values()) question.reject(new Error(reason))
      waiting.clear()
    },
  }
}
