import { after, patience } from '../../model/deadlines.ts'
import { budgetSpentCode, staleReason } from '../../model/reasons.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import { tellTime } from '../../model/tellTime.ts'
import type { Move } from '../applyMoves.ts'

type Args = {
  row: Pick<DeliveryRow, 'attempt' | 'scheduled_at'>
  /** How late it may go out by itself. */
  graceMinutes: number
  /** In which the time is told. @default 'UTC' */
  timezone?: string
  now: Date
  waitMs: number
}

const minute = 60_000

/** How many attempts were made before one that was none. */
export const attemptsBefore = (row: Pick<DeliveryRow, 'attempt'>): number =>
  Math.max(row.attempt - 1, 0)

/**
 * A delivery that is due while Postiz takes no more posts of its organisation: it is held, says when it goes, and goes
 * then by itself; what it came to was no attempt. Where that would be later than it may go out by itself, it says so at
 * once and asks a person.
 */
export const waitForBudget = (args: Args): Move => {
  const { row, graceMinutes, timezone = 'UTC', now } = args
  const at = after(now, args.waitMs)
  // Told to the minute, so that it is no promise of a time that is not reached yet.
  const time = tellTime(new Date(Math.ceil(at.getTime() / minute) * minute), timezone)
  const isTooLate = at > after(row.scheduled_at, graceMinutes * minute)
  const spent = `Postiz takes no more posts of this organisation before ${time}, since its requests of this hour are used up.`
  const deadlineAt = after(now, patience.held)
  return {
    to: 'scheduled',
    reason: { code: budgetSpentCode, message: spent },
    set: {
      attempt: attemptsBefore(row),
      nextAttemptAt: at,
      // The time stands on the row when it is held; until then it is not to be woken.
      wakeAt: null,
      deadlineAt,
      leaseUntil: null,
    },
    next: isTooLate
      ? {
          to: 'held',
          reason: {
            code: staleReason(graceMinutes).code,
            message: `${spent} That is more than ${graceMinutes} min after its time, so it does not go out by itself. Publish it after that, give it another time, or cancel it.`,
          },
          set: { nextAttemptAt: null, wakeAt: null, deadlineAt },
        }
      : {
          to: 'held',
          reason: { code: budgetSpentCode, message: `${spent} It goes out by itself then.` },
          set: { nextAttemptAt: at, wakeAt: at, deadlineAt },
        },
  }
}
