import { hostname } from 'node:os'
import { DurableJobsError } from './errors.ts'

export type DurableJobsOptions = {
  /**
   * `false` leaves the job queue as Payload has it. Columns and indexes stay, so that the schema does not change.
   * @default true
   */
  enabled?: boolean
  /**
   * For how long a claimed job is held without a sign of life, in ms. A killed worker's job is taken over after it.
   * @default 30_000
   */
  leaseMs?: number
  /**
   * How often the leases of running jobs are renewed, in ms. At most half of `leaseMs`.
   * @default a third of `leaseMs`
   */
  heartbeatMs?: number
  /**
   * How often an idle worker looks for jobs that nobody told it of, in ms. Jobs made through Payload or
   * `enqueueJobs` wake it at once.
   * @default 5_000
   */
  pollMs?: number
  /**
   * For how long a completed job is kept, in ms; `false` keeps it for ever. Failed and cancelled jobs are always kept.
   * @default 604_800_000 (7 days)
   */
  retentionMs?: number | false
  /**
   * Leaves out Payload's single-column indexes on the jobs table. The partial indexes of this plugin serve the queue;
   * each of the others only makes every write dearer.
   * @default true
   */
  dropIndexes?: boolean
  /**
   * The name that stands on a job while this process holds it.
   * @default host name and process id
   */
  workerName?: string
}

export type Options = Required<DurableJobsOptions>

const atLeast = (name: keyof DurableJobsOptions, value: number, least: number): number => {
  if (Number.isFinite(value) && value >= least) return value
  throw new DurableJobsError('INVALID_OPTION', `${name} must be a number of at least ${least}.`)
}

/** Fills in the defaults and checks every option once. Throws `INVALID_OPTION`. */
export const resolveOptions = (given: DurableJobsOptions): Options => {
  const leaseMs = atLeast('leaseMs', given.leaseMs ?? 30_000, 300)
  const heartbeatMs = atLeast('heartbeatMs', given.heartbeatMs ?? leaseMs / 3, 50)
  if (heartbeatMs > leaseMs / 2) {
    throw new DurableJobsError('INVALID_OPTION', 'heartbeatMs must be at most half of leaseMs.')
  }
  const retentionMs = given.retentionMs ?? 7 * 24 * 3_600_000
  return {
    enabled: given.enabled ?? true,
    leaseMs,
    heartbeatMs,
    pollMs: atLeast('pollMs', given.pollMs ?? 5_000, 50),
    retentionMs: retentionMs === false ? false : atLeast('retentionMs', retentionMs, 0),
    dropIndexes: given.dropIndexes ?? true,
    workerName: given.workerName ?? `${hostname()}:${process.pid}`,
  }
}
