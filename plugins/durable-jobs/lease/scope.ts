import type { UpdateJobsArgs } from 'payload'
import type { LeasedJob } from '../claim/readJobs.ts'
import type { Lease } from './leases.ts'

/** One job for one slot, and when its claim was asked, on the clock of `performance.now()`. */
export type Claimed = { job: LeasedJob; claimedAt: number }

/** Claims for one slot of a worker. Undefined where there is nothing to do, or no place to do it. */
export type ClaimNext = (args: UpdateJobsArgs) => Promise<Claimed | undefined>

/** One call of `payload.jobs.run`: whatever it claims and writes is known by it, however many run side by side. */
export type RunScope = {
  /** Of all jobs that it claimed, by job id as text. */
  leases: Map<string, Lease>
  claimed: number
  onClaimed: ((claimed: { job: LeasedJob; lease: Lease }[]) => void) | undefined
  /** Where a slot of a worker runs: claims come to it from there. */
  claimNext: ClaimNext | undefined
}

export type ScopeArgs = Partial<Pick<RunScope, 'onClaimed' | 'claimNext'>>

export const makeScope = ({ onClaimed, claimNext }: ScopeArgs = {}): RunScope => ({
  leases: new Map(),
  claimed: 0,
  onClaimed,
  claimNext,
})
