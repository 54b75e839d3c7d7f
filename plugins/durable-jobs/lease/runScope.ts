import { isConnectionError } from '../adapter/isConnectionError.ts'
import { reasonOf } from '../adapter/reasonOf.ts'
import { jobsTable } from '../postgres.ts'
import type { Runtime } from '../runtime.ts'
import { failBrokenRun } from '../sql/failBrokenRun.ts'
import { releaseJobs } from '../sql/releaseJobs.ts'
import { makeScope, type RunScope, type ScopeArgs } from './scope.ts'

/** After this many runs that Payload itself broke off, a job fails for good. */
const maxBrokenRuns = 5

const settle = async (runtime: Runtime, scope: RunScope, error: unknown): Promise<void> => {
  const { adapter, leases, options, own } = runtime
  const left = [...scope.leases.values()].filter(({ isOver }) => !isOver)
  if (left.length === 0) return
  const { logger } = adapter.payload
  if (scope.claimed > 1) {
    // Which of the batch broke it cannot be known, and the others still run: they keep their leases.
    for (const lease of left.filter(({ isEnding }) => isEnding)) leases.drop(lease)
    logger.warn(
      `durable-jobs: a batch of ${scope.claimed} jobs was broken off (${reasonOf(error)}); ` +
        `${left.length} keep their lease until they end, or until this process does`,
    )
    return
  }
  for (const lease of left) leases.drop(lease)
  const jobs = jobsTable(adapter)
  try {
    if (isConnectionError(error)) {
      await releaseJobs({ db: own.db(), jobs, held: left })
      return
    }
    for (const { id, token } of left) {
      await failBrokenRun({
        db: own.db(),
        jobs,
        id,
        token,
        message: reasonOf(error),
        delayMs: options.leaseMs,
        maxRuns: maxBrokenRuns,
      })
    }
  } catch (cause) {
    logger.warn(
      `durable-jobs: job ${left[0]?.id} waits for its lease to run out (${reasonOf(cause)})`,
    )
  }
}

type Args<Result> = ScopeArgs & {
  runtime: Runtime
  run: () => Promise<Result>
  /** Where `run` answers a failure instead of throwing it. */
  isBroken?: (result: Result) => boolean
}

/**
 * Runs jobs in a scope of their own, and sees to it that none is left held when the run has broken off: by an error of
 * the connection the job is given back as it was, by any other it counts as a try. Throws what `run` throws.
 */
export const runInScope = async <Result>(args: Args<Result>): Promise<Result> => {
  const { runtime, run, isBroken } = args
  const scope = makeScope(args)
  try {
    const result = await runtime.scopes.run(scope, run)
    if (isBroken?.(result)) await settle(runtime, scope, new Error('the run was broken off'))
    // A job that was cancelled meanwhile may have had no last write.
    else for (const lease of scope.leases.values()) runtime.leases.drop(lease)
    return result
  } catch (error) {
    await settle(runtime, scope, error)
    throw error
  }
}
