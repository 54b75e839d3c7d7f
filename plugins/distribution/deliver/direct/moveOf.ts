import type { DirectOutcome } from '../../channels/adapter.ts'
import { after, patience } from '../../model/deadlines.ts'
import { partlyCode } from '../../model/reasons.ts'
import type { Move } from '../applyMoves.ts'
import { maxRetries } from '../fire/backOff.ts'
import { nextMove } from '../fire/nextMove.ts'
import { attemptsBefore } from '../fire/waitForBudget.ts'

type Args = Omit<Parameters<typeof nextMove>[0], 'outcome'> & {
  outcome: DirectOutcome
  /** Some of its receivers have it since this attempt. */
  isGettingOn?: boolean
}

/** What becomes of a delivery whose receiver was called, and how that ended. */
export const moveOf = ({ outcome, isGettingOn = false, ...args }: Args): Move => {
  const { row, now } = args
  switch (outcome.kind) {
    case 'published':
      return {
        to: 'published',
        reason: { code: 'PUBLISHED', message: outcome.message },
        set: {
          executedAt: now,
          externalId: outcome.externalId ?? null,
          externalUrl: outcome.externalUrl ?? null,
        },
      }
    case 'dispatched':
      return {
        to: 'dispatched',
        reason: { code: 'DISPATCHED', message: outcome.message },
        set: { executedAt: now },
      }
    case 'partly':
      return {
        to: 'scheduled',
        reason: { code: partlyCode, message: outcome.message },
        set: {
          // To go on is no attempt of its own.
          attempt: attemptsBefore(row),
          nextAttemptAt: outcome.nextAt,
          wakeAt: outcome.nextAt,
          deadlineAt: after(outcome.nextAt, patience.held),
          leaseUntil: null,
        },
      }
    case 'retry':
      return isGettingOn ? goOn(args, outcome) : nextMove({ ...args, outcome })
    default:
      return nextMove({ ...args, outcome })
  }
}

/** To go on where some went out is no further attempt: what is left gets as many as any delivery. */
const goOn = (
  args: Omit<Args, 'outcome' | 'isGettingOn'>,
  outcome: Extract<DirectOutcome, { kind: 'retry' }>,
): Move => {
  const attempt = Math.max(attemptsBefore(args.row), 1)
  const move = nextMove({ ...args, row: { ...args.row, attempt }, outcome })
  return { ...move, set: { ...move.set, attempt } }
}

/** Whether an attempt was the last one that is made by itself. */
export const isLastAttempt = ({ attempt }: { attempt: number }): boolean => attempt > maxRetries
