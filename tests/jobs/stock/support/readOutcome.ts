import type { Payload } from 'payload'
import { readTaskStatus } from './readTaskStatus.ts'
import { type Seen, seenOf } from './see.ts'

type Stored = Record<string, unknown>

/** How a run of a job ended, as `payload.jobs.run` calls it; `broken` where it threw. */
export type Run = 'success' | 'error' | 'error-reached-max-retries' | 'broken'

/** A job as it is stored in the end, without ids and times: what stays the same whoever runs it. */
export type JobOutcome = Record<string, unknown> & {
  log: Record<string, unknown>[]
  runs: Run[]
  /** By its handlers, in order. */
  seen: Partial<Seen>[]
}

const withoutStack = (error: unknown): unknown => {
  if (typeof error !== 'object' || error === null || !('stack' in error)) return error ?? null
  const { stack, ...rest } = error
  return { ...rest, hasStack: typeof stack === 'string' && stack.length > 0 }
}

const readLogRow = (row: Stored): Stored => ({
  task: row.taskSlug,
  id: row.taskID,
  state: row.state,
  input: row.input ?? null,
  output: row.output ?? null,
  error: withoutStack(row.error),
  parent: row.parent ?? null,
  isInTime: String(row.executedAt) <= String(row.completedAt),
})

const readJob = (job: Stored, runs: Run[], seen: JobOutcome['seen']): JobOutcome => {
  // Ids of log rows are given in the order in which tasks end.
  const log = [...((job.log ?? []) as Stored[])].sort((a, b) =>
    String(a.id) < String(b.id) ? -1 : 1,
  )
  return {
    task: job.taskSlug ?? null,
    workflow: job.workflowSlug ?? null,
    input: job.input,
    key: job.concurrencyKey ?? null,
    tried: job.totalTried,
    isProcessing: job.processing,
    isCompleted: Boolean(job.completedAt),
    hasError: job.hasError,
    error: withoutStack(job.error),
    hasWait: Boolean(job.waitUntil),
    taskStatus: readTaskStatus(job.taskStatus, job.log),
    log: log.map(readLogRow),
    runs,
    seen,
  }
}

type Args = {
  payload: Payload
  ids: (number | string)[]
  runs: Map<string, Run[]>
  /** Stands for `q` in what is compared. */
  queue: string
  /** Compares how long each try waited, and not just whether: where handlers fail at once. */
  withWaits?: boolean
}

/** Reads jobs through Payload's own Local API, so that all of its hooks have run. A deleted one is left out. */
export const readOutcome = async (args: Args): Promise<JobOutcome[]> => {
  const { payload, ids, runs, queue, withWaits } = args
  const { docs } = await payload.find({
    collection: 'payload-jobs',
    depth: 0,
    pagination: false,
    where: { id: { in: ids } },
  })
  const byID = new Map((docs as unknown as Stored[]).map((doc) => [String(doc.id), doc]))
  const jobs = ids.flatMap((id) => {
    const doc = byID.get(String(id))
    if (!doc) return []
    const seen = seenOf(payload)
      .filter(({ jobID }) => jobID === id)
      .map(({ what, tried, taskStatus, more, wait }) => ({
        what,
        tried,
        taskStatus,
        more,
        ...(withWaits && { wait }),
      }))
    return [readJob(doc, runs.get(String(id)) ?? [], seen)]
  })
  const text = JSON.stringify(jobs)
    .replaceAll(`"${queue}`, '"q')
    .replaceAll(/"Job \d+ was/g, '"Job ID was')
  return JSON.parse(text) as JobOutcome[]
}
