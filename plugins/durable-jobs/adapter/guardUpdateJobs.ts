import type { Job, UpdateJobsArgs } from 'payload'
import { claim } from '../claim/claim.ts'
import { holdJobs } from '../claim/holdJobs.ts'
import { DurableJobsError } from '../errors.ts'
import type { ClaimNext, RunScope } from '../lease/scope.ts'
import { transactionOf } from '../postgres.ts'
import type { Runtime } from '../runtime.ts'
import { writeAsHolder } from '../write/writeAsHolder.ts'
import { writeFromOutside } from '../write/writeFromOutside.ts'

/** The scope that holds the job which is written, if it is written by id and from within its run. */
const holderOf = ({ scopes, unscoped }: Runtime, { id }: UpdateJobsArgs) => {
  if (id === undefined) return undefined
  for (const scope of [scopes.getStore(), unscoped]) {
    const lease = scope?.leases.get(String(id))
    if (scope && lease) return { scope, lease }
  }
  return undefined
}

type ClaimArgs = {
  runtime: Runtime
  scope: RunScope
  claimNext: ClaimNext
  args: UpdateJobsArgs
}

/** The claim of a worker's slot. It has been committed when it is answered. */
const claimOne = async ({ runtime, scope, claimNext, args }: ClaimArgs): Promise<Job[]> => {
  const claimed = await claimNext(args)
  if (!claimed) return []
  const { job, claimedAt } = claimed
  holdJobs({ runtime, scope, jobs: [job], claimedAt })
  return [job]
}

/**
 * Puts the guards before Payload's one function through which its runner claims and writes jobs. All of it happens in
 * the transaction that Payload opened for it. On an error that transaction is rolled back, which Payload itself omits:
 * each such error would else take a connection out of the pool for ever.
 */
export const guardUpdateJobs = (runtime: Runtime): void => {
  const { adapter } = runtime
  const updateJobs = adapter.updateJobs.bind(adapter)

  adapter.updateJobs = async function updateJobsGuarded(args) {
    const transactionID = String((await args.req?.transactionID) ?? '')
    const db = transactionOf(adapter, transactionID)
    if (!db) {
      throw new DurableJobsError(
        'NO_TRANSACTIONS',
        'job writes need a transaction. Remove `transactionOptions: false` from postgresAdapter().',
      )
    }
    try {
      if (args.data.processing === true) {
        const scope = runtime.scopes.getStore()
        return scope?.claimNext
          ? await claimOne({ runtime, scope, claimNext: scope.claimNext, args })
          : await claim({ runtime, args, db, transactionID })
      }
      const holder = holderOf(runtime, args)
      if (holder)
        return await writeAsHolder({
          runtime,
          ...holder,
          args,
          db,
          transactionID,
          write: updateJobs,
        })
      return await writeFromOutside({ runtime, args, db, write: updateJobs })
    } catch (error) {
      await adapter.rollbackTransaction(transactionID)
      throw error
    }
  }
}
