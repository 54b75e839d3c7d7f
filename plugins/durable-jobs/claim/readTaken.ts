import { jobsTable } from '../postgres.ts'
import type { Runtime } from '../runtime.ts'
import type { Taken } from '../sql/claimFairly.ts'
import { releaseJobs } from '../sql/releaseJobs.ts'
import { renewLeases } from '../sql/renewLeases.ts'
import { byDueTime, type LeasedJob, readJobs } from './readJobs.ts'
import { hasKnownFieldsOnly, readRow } from './readRow.ts'

type Args = {
  runtime: Runtime
  taken: Taken[]
  /** Before the claim was asked, on the clock of `performance.now()`. */
  claimedAt: number
  onGivenBack: (taken: Taken) => void
}

/**
 * Reads the jobs that a worker has claimed, as far as they are still its own: between the claim and this answer a slow
 * machine may have lost them to another worker, and a person may have cancelled them.
 */
export const readTaken = async (args: Args): Promise<LeasedJob[]> => {
  const { runtime, taken, claimedAt, onGivenBack } = args
  const { adapter, options, own } = runtime
  if (taken.length === 0) return []
  const held = taken.map(({ id, leaseToken }) => ({ id, token: leaseToken }))
  try {
    const asRows = hasKnownFieldsOnly(adapter) ? taken.filter(({ hasLog }) => !hasLog) : []
    const others = taken.filter((one) => !asRows.includes(one)).map(({ id }) => id)
    const found =
      others.length === 0
        ? []
        : await readJobs({ adapter, ids: others, sort: undefined, transactionID: own.readerID() })
    const jobs = [...asRows.map((one) => readRow(adapter, one)), ...found].sort(byDueTime)
    const isLate = performance.now() - claimedAt > options.heartbeatMs
    const alive = isLate
      ? await renewLeases({
          db: own.db(),
          jobs: jobsTable(adapter),
          held,
          leaseMs: options.leaseMs,
        })
      : undefined
    const tokens = new Set(held.map(({ token }) => token))
    const ours = jobs.filter(
      ({ completedAt, hasError, leaseToken, processing }) =>
        tokens.has(leaseToken) &&
        processing &&
        !hasError &&
        !completedAt &&
        (alive?.has(leaseToken) ?? true),
    )
    const kept = new Set(ours.map(({ leaseToken }) => leaseToken))
    for (const one of taken) if (!kept.has(one.leaseToken)) onGivenBack(one)
    return ours
  } catch (error) {
    for (const one of taken) onGivenBack(one)
    await releaseJobs({ db: own.db(), jobs: jobsTable(adapter), held })
    throw error
  }
}
