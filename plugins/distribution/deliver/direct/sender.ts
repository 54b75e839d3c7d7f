import type { Content, DirectOutcome } from '../../channels/adapter.ts'
import type { Reason } from '../../model/changeState.ts'
import type { Loaded } from '../loadDelivery.ts'

/** What sending told of the receiver, beside of the delivery. */
export type Sent = {
  outcome: DirectOutcome
  /** Some of its receivers have it since this attempt, which is none of those after which it is given up. */
  isGettingOn?: boolean
  /** Whether the receiver is well; undefined where this says nothing of it. */
  health?: { isWell: true } | { isWell: false; isThrottled: boolean; retryAfterMs?: number }
}

/** A receiver that is ready to be called. */
export type Opened =
  | {
      kind: 'opened'
      send: (args: {
        loaded: Loaded
        content: Content
        now: () => Date
        signal?: AbortSignal
      }) => Promise<Sent>
    }
  | { kind: 'closed'; reason: Reason }

/**
 * How a kind of channel sends: what it needs is read before the delivery is taken. All kinds may be sent again where a
 * worker died in the middle: the receiver knows the message by its id, the item by its delivery, and of the mails each
 * that was begun is known.
 */
export type Sender = {
  open: (loaded: Loaded) => Promise<Opened>
  /** For how long a call may take with all that belongs to it, in ms. */
  longestMs: (loaded: Loaded) => number
  /** Whether a part of it has gone out already: what was begun in time is never too late. */
  hasBegun?: (loaded: Loaded) => Promise<boolean>
}
