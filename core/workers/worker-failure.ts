export type WorkerFailureKind = 'memory' | 'time' | 'crash'

/** A worker ended without finishing: it needed more memory or time than it was given, or it broke. */
export class WorkerFailure extends Error {
  override readonly name = 'WorkerFailure'
  readonly kind: WorkerFailureKind

  constructor(kind: WorkerFailureKind, options?: ErrorOptions) {
    super(`worker failed: ${kind}`, options)
    this.kind = kind
  }
}
