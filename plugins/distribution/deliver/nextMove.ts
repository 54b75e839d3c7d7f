import type { Outcome } from '../channels/adapter.ts'
import { after, patience } from '../model/deadlines.ts'
import { reasons } from '../model/reasons.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { backOffMs, maxRetries } from './backOff.ts'
import type { Move } from './settle.ts'

type Args = {
  row: Pick<DeliveryRow, 'attempt' | 'draft_state'>
  outcome: Outcome
  now: Date
  /** In [0, 1). */
  random: number
}

/** What becomes of a delivery whose attempt ended like this. */
export const nextMove = ({ row, outcome, now, random }: Args): Move => {
  switch (outcome.kind) {
    case 'submitted':
      return {
        to: 'submitted',
        reason: reasons.submitted,
        set: {
          executedAt: now,
          checks: 0,
          wakeAt: after(now, 1_000),
          deadlineAt: after(now, patience.confirm),
          leaseUntil: null,
        },
      }
    case 'published':
      return {
        to: 'published',
        reason: outcome.warning
          ? { code: 'PUBLISHED_WITH_WARNING', message: outcome.warning }
          : reasons.published,
        set: {
          executedAt: now,
          externalId: outcome.externalId ?? null,
          externalUrl: outcome.externalUrl ?? null,
        },
      }
    case 'unknown':
      return {
        to: 'unknown',
        reason: { code: outcome.code, message: outcome.message },
        set: {
          executedAt: now,
          checks: 0,
          // The lease of this attempt is given up here, its request may still arrive: time-out and a minute.
          wakeAt: after(now, patience.lateRequest),
          deadlineAt: after(now, patience.reconcile),
          leaseUntil: null,
        },
      }
    case 'restage':
      if (row.attempt > maxRetries) return exhausted(row.attempt, outcome)
      return again({
        now,
        waitMs: row.attempt === 1 ? 0 : backOffMs(row.attempt, random),
        code: outcome.code,
        message: outcome.message,
        draftState: 'dirty',
      })
    case 'retry': {
      if (row.attempt > maxRetries) {
        return exhausted(row.attempt, outcome)
      }
      return again({
        now,
        waitMs: backOffMs(row.attempt, random, outcome.retryAfterMs),
        code: outcome.code,
        message: `Attempt ${row.attempt} of ${maxRetries + 1} failed and is made again: ${outcome.message}`,
      })
    }
    case 'failed':
      return { to: 'failed', reason: { code: outcome.code, message: outcome.message } }
  }
}

const exhausted = (attempts: number, outcome: { code: string; message: string }): Move => ({
  to: 'failed',
  reason: {
    code: outcome.code,
    message: `Failed ${attempts} times, the last time because: ${outcome.message}`,
  },
})

const again = (args: {
  now: Date
  waitMs: number
  code: string
  message: string
  draftState?: DeliveryRow['draft_state']
}): Move => {
  const at = after(args.now, args.waitMs)
  return {
    to: 'scheduled',
    reason: { code: args.code, message: args.message },
    set: {
      nextAttemptAt: at,
      wakeAt: at,
      deadlineAt: after(at, patience.held),
      leaseUntil: null,
      draftState: args.draftState,
    },
  }
}
