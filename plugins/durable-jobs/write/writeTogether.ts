import type { Job, UpdateJobsArgs } from 'payload'
import type { Lease } from '../lease/leases.ts'
import { logTable } from '../postgres.ts'
import type { Runtime } from '../runtime.ts'
import { type LogItem, readHeldWrite, toLogRow } from './readHeldWrite.ts'

type Args = { runtime: Runtime; lease: Lease; args: UpdateJobsArgs }

/** As it comes back from the database: dates are text there, and what is not there is null. */
const asStored = (text: string): LogItem => ({
  input: null,
  output: null,
  error: null,
  ...JSON.parse(text),
})

/** What JSON can say and Postgres cannot store: the character zero, and halves of characters. */
const unstorable = /\\u(?:0000|d[89a-f])/i

/**
 * Keeps the log of a job's only task, to be written with the end of the job that follows at once: with it, the job as it
 * will stand. Undefined where it has to be written by itself.
 */
const holdBack = (lease: Lease, log: LogItem): Lease['job'] | undefined => {
  const { job } = lease
  const isOnly = !job.workflowSlug && log.taskSlug === job.taskSlug && log.taskID === '1'
  if (!isOnly || log.parent || lease.heldBack) return undefined
  const text = JSON.stringify(log)
  if (unstorable.test(text)) return undefined
  lease.heldBack = log
  lease.job = {
    ...job,
    log: [...(job.log ?? []), asStored(text) as NonNullable<Job['log']>[number]],
  }
  return lease.job
}

/**
 * Writes the log or the end of a job together with those of others. Undefined where that cannot be, because it is another
 * kind of write, the job is no longer held, or it was cancelled: then nothing has been written.
 */
export const writeTogether = async ({ runtime, lease, args }: Args): Promise<Job[] | undefined> => {
  const write = readHeldWrite(args.data)
  if (!write || lease.isOver) return undefined
  const { log, ends } = write
  const heldBack = log && holdBack(lease, log)
  if (heldBack) return [{ ...heldBack }]

  const items = [lease.heldBack, log].filter((item) => item !== undefined)
  const [row, ...further] = items.map((item) => toLogRow(logTable(runtime.adapter), item))
  if (further.length > 0 || (items.length > 0 && !row)) return undefined
  const { id, token } = lease
  const isTold = ends !== undefined && lease.concurrencyKey !== undefined
  if (!(await runtime.write({ id, token, log: row, ends, isTold }))) return undefined
  lease.heldBack = undefined
  if (ends) {
    lease.job = { ...lease.job, ...ends, processing: false }
    return [{ ...lease.job }]
  }
  // A workflow goes on by what stands there now, which others of its tasks may have written.
  const job = await runtime.read(id)
  if (job) lease.job = { ...job, log: [...(job.log ?? [])] }
  return [job ?? { ...lease.job }]
}
