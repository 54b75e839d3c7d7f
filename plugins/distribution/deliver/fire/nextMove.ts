import type { Outcome } from '../../channels/adapter.ts'
import type { Reason } from '../../model/changeState.ts'
import { after, patience } from '../../model/deadlines.ts'
import { budgetSpentCode, deniedCode, reasons, staleReason } from '../../model/reasons.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import type { Move } from '../applyMoves.ts'
import { backOffMs, maxRetries } from './backOff.ts'
import { attemptsBefore, waitForBudget } from './waitForBudget.ts'

type Args = {
  row: Pick<DeliveryRow, 'attempt' | 'scheduled_at'>
  outcome: Outcome
  /** How late it may go out by itself. */
  graceMinutes: number
  /**
   * In which times are told.
   * @default 'UTC'
   */
  timezone?: string
  now: Date
  /** In [0, 1). */
  random: number
}

/** How long Postiz is given before it is asked what became of a delivery, in milliseconds. */
const firstLookMs = 2_000

/** A far side that only asks to wait has refused nothing: what came to it was no attempt. */
const isNoAttempt = ({ code }: { code: string }): boolean => code === 'POSTIZ_RATE_LIMITED'

/** What becomes of a delivery whose attempt ended like this. */
export const nextMove = (args: Args): Move => {
  const { row, outcome, graceMinutes, now, random } = args
  switch (outcome.kind) {
    case 'submitted':
      return {
        to: 'submitted',
        reason: reasons.submitted,
        set: {
          executedAt: now,
          checks: 0,
          wakeAt: after(now, firstLookMs),
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
        row,
        graceMinutes,
        now,
        waitMs: row.attempt === 1 ? 0 : backOffMs(row.attempt, random),
        code: outcome.code,
        message: outcome.message,
        why: outcome.message,
        draftState: 'dirty',
      })
    case 'retry': {
      if (outcome.code === budgetSpentCode) {
        return waitForBudget({ ...args, waitMs: outcome.retryAfterMs ?? 0 })
      }
      if (isNoAttempt(outcome)) {
        return again({
          row,
          graceMinutes,
          now,
          waitMs: backOffMs(1, random, outcome.retryAfterMs),
          code: outcome.code,
          message: `Is tried again when Postiz has had its pause: ${outcome.message}`,
          why: outcome.message,
          attempt: attemptsBefore(row),
        })
      }
      if (row.attempt > maxRetries) {
        return exhausted(row.attempt, outcome)
      }
      return again({
        row,
        graceMinutes,
        now,
        waitMs: backOffMs(row.attempt, random, outcome.retryAfterMs),
        code: outcome.code,
        message: `Attempt ${row.attempt} of ${maxRetries + 1} failed and is made again: ${outcome.message}`,
        why: outcome.message,
      })
    }
    case 'failed':
      if (outcome.code === deniedCode) return denied(args, outcome)
      return { to: 'failed', reason: { code: outcome.code, message: outcome.message } }
  }
}

/**
 * What nothing entitles anybody to send is held: nothing was tried that could have failed, and only a person can mend it,
 * with another entitlement or by another hand. It came to no attempt.
 */
const denied = ({ row, now }: Args, { code, message }: { code: string; message: string }): Move => {
  const reason = { code, message }
  const deadlineAt = after(now, patience.held)
  return {
    to: 'scheduled',
    reason,
    set: {
      attempt: attemptsBefore(row),
      nextAttemptAt: null,
      wakeAt: null,
      deadlineAt,
      leaseUntil: null,
    },
    next: { to: 'held', reason, set: { wakeAt: null, deadlineAt } },
  }
}

const exhausted = (attempts: number, outcome: { code: string; message: string }): Move => ({
  to: 'failed',
  reason: {
    code: outcome.code,
    message: `Failed ${attempts} times, the last time because: ${outcome.message}`,
  },
})

/**
 * Another attempt at its time. Where that would be later than the delivery may go out by itself, it is not promised:
 * the delivery is held at once and asks a person.
 */
const again = (args: {
  row: Args['row']
  graceMinutes: number
  now: Date
  waitMs: number
  code: string
  message: string
  why: string
  draftState?: DeliveryRow['draft_state']
  /** How many were made, where this was none. */
  attempt?: number
}): Move => {
  const { row, graceMinutes, now } = args
  const at = after(now, args.waitMs)
  const isTooLate = at > after(row.scheduled_at, graceMinutes * 60_000)
  return {
    to: 'scheduled',
    reason: { code: args.code, message: args.message },
    set: {
      nextAttemptAt: at,
      wakeAt: at,
      deadlineAt: after(at, patience.held),
      leaseUntil: null,
      draftState: args.draftState,
      attempt: args.attempt,
    },
    next: isTooLate
      ? {
          to: 'held',
          reason: tooLateReason(args.why, args.waitMs, graceMinutes),
          set: { nextAttemptAt: null, wakeAt: null, deadlineAt: after(now, patience.held) },
        }
      : undefined,
  }
}

const tooLateReason = (why: string, waitMs: number, graceMinutes: number): Reason => {
  const minutes = Math.ceil(waitMs / 60_000)
  return {
    code: staleReason(graceMinutes).code,
    message: `${why} The next attempt could be made in ${minutes} min only, more than ${graceMinutes} min after its time, so it does not go out by itself. Publish it now, give it another time, or cancel it.`,
  }
}
