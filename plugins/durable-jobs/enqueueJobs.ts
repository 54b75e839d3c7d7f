import type { Payload, PayloadRequest } from 'payload'
import { DurableJobsError } from './errors.ts'
import { groupWakes } from './notify.ts'
import { type Executor, type JobID, jobsTable, type Statement, writableFor } from './postgres.ts'
import { getRuntime } from './runtime.ts'
import { insertJobs, type JobRow } from './sql/insertJobs.ts'
import { notifyWorkers } from './sql/notifyWorkers.ts'

export type NewJob = {
  /** Slug of a task in `config.jobs.tasks`. */
  task: string
  queue: string
  input: object
  /** Not before this moment. Without it: at once. */
  waitUntil?: Date
  meta?: object
  /** Groups, such as the clients of an agency, share the slots of a worker fairly. Without one: one common group. */
  group?: string
  /** What the job leans on, such as a remote server. `perResource` of a worker's queue says how many run at once. */
  resource?: string
  /** Is taken before all others of its queue, also into the slots that `urgentOnly` keeps for such jobs. */
  urgent?: boolean
}

type Args = {
  payload: Payload
  /** Joins the transaction of this request, where it has one. */
  req?: Partial<Pick<PayloadRequest, 'transactionID'>>
  /** Joins the transaction of whoever holds one by itself: anything with drizzle's `execute`. Goes before `req`. */
  db?: { execute: (statement: Statement) => PromiseLike<{ rows: unknown[] }> }
  jobs: NewJob[]
  now?: () => Date
}

/** By the same rule as `payload.jobs.queue`. */
const concurrencyKeyOf = (payload: Payload, { task, queue, input }: NewJob): string | null => {
  const concurrency = payload.config.jobs.tasks?.find(({ slug }) => slug === task)?.concurrency
  if (!concurrency || !payload.config.jobs.enableConcurrencyControl) return null
  if (typeof concurrency === 'function') return concurrency({ input, queue })
  if (concurrency.supersedes) {
    throw new DurableJobsError(
      'SUPERSEDES',
      `task "${task}" supersedes older jobs, which cannot be done for many at once. Use payload.jobs.queue for it.`,
    )
  }
  return concurrency.key({ input, queue })
}

/** Keys stand in indexes, whose entries cannot be long, and in text, which cannot hold the character zero. */
const mostKeyLength = 500

const checkKey = (name: string, key: string | null | undefined): string | null => {
  if (key === null || key === undefined) return null
  if (key.length <= mostKeyLength && key.isWellFormed() && !key.includes('\0')) return key
  throw new DurableJobsError(
    'INVALID_KEY',
    `${name} must be well-formed text of at most ${mostKeyLength} characters.`,
  )
}

/**
 * Makes many jobs with one statement, and tells the workers when the transaction commits. Takes any number of jobs;
 * returns their ids in the same order. Input is not validated, as with `payload.jobs.queue`.
 *
 * Throws `UNKNOWN_TASK` where a task is not in the config, `SUPERSEDES` where it must replace older jobs, `INVALID_KEY`
 * where a key, a group or a resource cannot be stored; then no job is made.
 */
export const enqueueJobs = async (args: Args): Promise<JobID[]> => {
  const { payload, jobs: given } = args
  if (given.length === 0) return []
  const runtime = getRuntime(payload)
  const known = new Set(payload.config.jobs.tasks?.map(({ slug }) => slug))
  const unknown = given.find(({ task }) => !known.has(task))
  if (unknown) {
    throw new DurableJobsError(
      'UNKNOWN_TASK',
      `there is no task "${unknown.task}" in config.jobs.tasks.`,
    )
  }

  const table = jobsTable(runtime.adapter)
  const createdAt = args.now?.() ?? new Date()
  const rows = given.map(
    (job): JobRow => ({
      // Serial and random ids are made by Postgres; those of version 7 by the column, here as in Payload's own insert.
      id: table.id!.defaultFn?.() as JobID | undefined,
      queue: job.queue,
      task_slug: job.task,
      input: job.input,
      wait_until: job.waitUntil?.toISOString() ?? null,
      meta: job.meta ?? null,
      concurrency_key: checkKey('a concurrency key', concurrencyKeyOf(payload, job)),
      group_key: checkKey('group', job.group),
      resource_key: checkKey('resource', job.resource),
      urgent: job.urgent ? true : null,
    }),
  )
  const db = (args.db as Executor | undefined) ?? (await writableFor(runtime.adapter, args.req))
  const ids = await insertJobs({ db, jobs: table, rows, createdAt })

  const now = createdAt.getTime()
  const messages = groupWakes({
    jobs: given.map(({ queue, waitUntil }) => ({ queue, dueAt: waitUntil?.getTime() ?? now })),
    now,
    horizonMs: 2 * runtime.options.pollMs,
  })
  if (messages.length > 0) await notifyWorkers({ db, channel: runtime.channel, messages })
  return ids
}
