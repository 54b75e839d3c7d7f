import type { Lease } from '../lease/leases.ts'
import type { RunScope } from '../lease/scope.ts'
import type { Runtime } from '../runtime.ts'
import type { LeasedJob } from './readJobs.ts'

const toLease = (job: LeasedJob, until: number): Lease => ({
  id: job.id,
  token: job.leaseToken,
  queue: job.queue ?? 'default',
  concurrencyKey: job.concurrencyKey ?? undefined,
  // Payload's runner changes the job that it is given, and its log.
  job: { ...job, log: [...(job.log ?? [])] },
  heldBack: undefined,
  broken: undefined,
  lost: new AbortController(),
  until,
  isEnding: false,
  isOver: false,
})

type Args = {
  runtime: Runtime
  scope: RunScope
  jobs: LeasedJob[]
  /** Before the claim was asked, on the clock of `performance.now()`. */
  claimedAt: number
}

/** Begins to keep the leases of jobs whose claim has been committed, for the run to which they belong. */
export const holdJobs = ({ runtime, scope, jobs, claimedAt }: Args): void => {
  const { leases, options } = runtime
  const claimed = jobs.map((job) => ({ job, lease: toLease(job, claimedAt + options.leaseMs) }))
  for (const { lease } of claimed) {
    leases.add(lease)
    scope.leases.set(String(lease.id), lease)
  }
  scope.claimed += claimed.length
  scope.onClaimed?.(claimed)
}
