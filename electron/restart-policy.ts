const RESTARTS = 3
const WINDOW_MS = 60_000

/** Decides after each death whether to try again: at most 3 restarts in any 60 seconds. @param now rising milliseconds */
export function restartPolicy(now: () => number): () => boolean {
  const restarts: number[] = []
  return () => {
    const at = now()
    while (restarts[0] !== undefined && at - restarts[0] >= WINDOW_MS) restarts.shift()
    if (restarts.length >= RESTARTS) return false
    restarts.push(at)
    return true
  }
}
