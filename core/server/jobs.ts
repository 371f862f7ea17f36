/** Long work: progress, cancel, result. It outlives the page that started it and ends with the backend. */
import { DeskError } from '../contract/errors.ts'
import type { JobView } from '../contract/session.ts'
import { toDeskError } from './errors.ts'
import type { Logger } from './ports.ts'

export interface JobControl {
  signal: AbortSignal
  progress(phase: string, done: number, total: number | null): void
}

export interface Jobs {
  start(work: (control: JobControl) => Promise<unknown>): string
  get(jobId: string): JobView
  cancel(jobId: string): void
  /** resolves when the job has ended; used by hosts without a page */
  finished(jobId: string): Promise<JobView>
  cancelAll(): Promise<void>
}

interface Job {
  view: JobView
  controller: AbortController
  ended: Promise<void>
}

const keptJobs = 50

export function createJobs(newId: () => string, logger: Logger): Jobs {
  const jobs = new Map<string, Job>()
  const find = (jobId: string): Job => {
    const job = jobs.get(jobId)
    if (!job) throw new DeskError('NOT_FOUND', '没有找到这项任务', {})
    return job
  }
  return {
    start(work) {
      const jobId = newId()
      const controller = new AbortController()
      const view: JobView = { jobId, state: 'running', phase: '准备', done: 0, total: null, result: null, error: null }
      const run = async () => {
        try {
          const progress: JobControl['progress'] = (phase, done, total) => {
            Object.assign(view, { phase, done, total })
          }
          view.result = (await work({ signal: controller.signal, progress })) ?? null
          view.state = 'done'
        } catch (error) {
          const known = toDeskError(error, logger, newId)
          view.error = { code: known.code, message: known.message, data: known.data }
          view.state = controller.signal.aborted ? 'cancelled' : 'failed'
        }
      }
      jobs.set(jobId, { view, controller, ended: run() })
      for (const [id, job] of jobs) {
        if (jobs.size <= keptJobs) break
        if (job.view.state !== 'running') jobs.delete(id)
      }
      return jobId
    },
    get: (jobId) => ({ ...find(jobId).view }),
    cancel(jobId) {
      find(jobId).controller.abort(new DeskError('BAD_REQUEST', '已取消，数据没有改动', {}))
    },
    async finished(jobId) {
      const job = find(jobId)
      await job.ended
      return { ...job.view }
    },
    async cancelAll() {
      for (const job of jobs.values()) job.controller.abort(new DeskError('BACKEND_DOWN', '程序正在退出', {}))
      await Promise.all([...jobs.values()].map((job) => job.ended))
    },
  }
}
