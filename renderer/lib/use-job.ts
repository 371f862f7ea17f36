import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { JobView } from '../../core/contract/session.ts'
import { runJob } from './api.ts'
import { messageOf } from './errors.ts'

export interface UsedJob<Input, Result> {
  run: (input: Input) => void
  running: boolean
  /** how far it is; absent until the backend says so */
  view: JobView | undefined
  result: Result | undefined
  /** Chinese, with the next step */
  failure: string | undefined
  cancel: () => void
  cancelling: boolean
  /** forgets result and failure */
  reset: () => void
}

/** A long piece of work of the backend as a page shows it: progress, cancel, result or failure. It goes on when the page is left. */
export function useJob<Input, Result>(
  start: (input: Input) => Promise<{ jobId: string }>,
  onDone?: (result: Result) => void,
): UsedJob<Input, Result> {
  const [view, setView] = useState<JobView>()
  const [control, setControl] = useState<AbortController>()
  const [cancelling, setCancelling] = useState(false)
  const job = useMutation<Result, Error, Input>({
    mutationFn: (input) => {
      const controller = new AbortController()
      setControl(controller)
      setView(undefined)
      setCancelling(false)
      return runJob<Result>(start(input), setView, controller.signal)
    },
    onSuccess: (result) => {
      onDone?.(result)
    },
  })
  return {
    run: job.mutate,
    running: job.isPending,
    view,
    result: job.data,
    failure: job.error === null ? undefined : messageOf(job.error),
    cancel: () => {
      setCancelling(true)
      control?.abort()
    },
    cancelling,
    reset: job.reset,
  }
}
