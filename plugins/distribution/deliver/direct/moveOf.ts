import type { DirectOutcome } from '../../channels/adapter.ts'
import { after, patience } from '../../model/deadlines.ts'
import { partlyCode } from '../../model/reasons.ts'
import type { Move } from '../applyMoves.ts'
import { maxRetries } from '../fire/backOff.ts'
import { nextMove } from '../fire/nextMove.ts'
import { attemptsBefore } from '../fire/waitForBudget.ts'

type Args = Omit<Parameters<typeof nextMove>[0], 'outcome'> & { outcome: DirectOutcome }

/** What becomes of a delivery whose receiver was called, and how that ended. */
export const moveOf = ({ outcome, ...args }: Args): Move => {
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
    default:
      return nextMove({ ...args, outcome })
  }
}

/** Whether an attempt was the last one that is made by itself. */
export const isLastAttempt = ({ attempt }: { attempt: number }): boolean => attempt > maxRetries
