import { heldByPlanCodes } from '../../model/reasons.ts'
import type { DeliveryState } from '../../model/states.ts'
import type { Permission } from '../../security/permissions.ts'

export type ActionName =
  | 'publish-now'
  | 'reschedule'
  | 'cancel'
  | 'retry'
  | 'live'
  | 'send-again'
  | 'drop'
  | 'posted'

/** What a person is asked before it is done: what will happen, in one sentence. */
export type Question = { heading: string; body: string; confirm: string; keep: string }

export type Action = {
  name: ActionName
  /** What the button says. */
  label: string
  /** What is said once it is done. */
  done: string
  /** What is said instead where it led to this state, which is not the one that was wished for. */
  otherwise?: { state: DeliveryState; done: string }
  permission: Permission
  isPrimary?: boolean
  /** Asked once, where it cannot be taken back. */
  question?: Question
  /** What is asked for besides a yes. */
  wants?: 'address' | 'time'
}

const publishNow: Action = {
  name: 'publish-now',
  label: 'Publish now',
  done: 'It goes out now.',
  permission: 'plans.write',
  question: {
    heading: 'Publish now?',
    body: 'It goes out at once, and what is live cannot be called back from here.',
    confirm: 'Publish now',
    keep: 'Keep its time',
  },
}

const reschedule: Action = {
  name: 'reschedule',
  label: 'Change time',
  done: 'It has its new time.',
  permission: 'plans.write',
  wants: 'time',
  question: {
    heading: 'Give it another time',
    body: 'Only this delivery moves; the others of its plan keep their time.',
    confirm: 'Change time',
    keep: 'Keep its time',
  },
}

const cancel: Action = {
  name: 'cancel',
  label: 'Cancel',
  done: 'Cancelled; it does not go out.',
  permission: 'plans.write',
  question: {
    heading: 'Cancel this delivery?',
    body: 'It has not been sent and will not go out. To send it later, distribute the post again.',
    confirm: 'Cancel delivery',
    keep: 'Keep it',
  },
}

const cancelTask: Action = {
  ...cancel,
  question: {
    heading: 'Cancel this delivery?',
    body: 'The field agent is no longer asked to post it. To send it later, distribute the post again.',
    confirm: 'Cancel delivery',
    keep: 'Keep it',
  },
}

const cancelInFlight: Action = {
  ...cancel,
  done: 'Noted: it is cancelled if nothing went out.',
  question: {
    heading: 'Cancel what is under way?',
    body: 'It may be live already. It is followed to its true end first, and cancelled only if nothing went out.',
    confirm: 'Cancel if possible',
    keep: 'Keep it',
  },
}

const retry: Action = {
  name: 'retry',
  label: 'Retry',
  done: 'It is tried again now.',
  otherwise: { state: 'held', done: 'It goes out when its plan is resumed.' },
  permission: 'plans.write',
  isPrimary: true,
}

const live: Action = {
  name: 'live',
  label: 'It is live',
  done: 'Noted: it is live.',
  permission: 'outcomes.resolve',
  isPrimary: true,
  wants: 'address',
  question: {
    heading: 'It is live?',
    body: 'It counts as published, and nothing more is sent. Its address is welcome, not needed.',
    confirm: 'It is live',
    keep: 'Not sure yet',
  },
}

const sendAgain: Action = {
  name: 'send-again',
  label: 'Send again',
  done: 'It goes out again now.',
  otherwise: { state: 'published', done: 'It is live after all, so nothing was sent.' },
  permission: 'outcomes.resolve',
  question: {
    heading: 'Send it again?',
    body: 'Only if you have looked at the account and it is not there: else it would be published twice. Postiz is asked once more before anything is sent.',
    confirm: 'It is not live: send again',
    keep: 'Not sure yet',
  },
}

const drop: Action = {
  name: 'drop',
  label: 'Drop',
  done: 'Dropped.',
  permission: 'outcomes.resolve',
  question: {
    heading: 'Drop it?',
    body: 'It counts as failed and is not sent again by itself. If it is live after all, it stays there.',
    confirm: 'Drop it',
    keep: 'Keep it',
  },
}

const posted: Action = {
  name: 'posted',
  label: 'It was posted',
  done: 'Noted: it was posted.',
  permission: 'outcomes.resolve',
  wants: 'address',
  question: {
    heading: 'It was posted after all?',
    body: 'It counts as published, by your word. Its address is welcome, not needed.',
    confirm: 'It was posted',
    keep: 'Not sure yet',
  },
}

const offered: Record<DeliveryState, Action[]> = {
  held: [publishNow, reschedule, cancel],
  scheduled: [publishNow, reschedule, cancel],
  queued: [publishNow, reschedule, cancel],
  publishing: [cancelInFlight],
  submitted: [cancelInFlight],
  unknown: [live, sendAgain, drop],
  awaiting_human: [cancelTask],
  failed: [retry],
  expired: [retry, posted],
  published: [],
  dispatched: [],
  skipped: [],
  cancelled: [],
}

/** What is said of an action that led to a state. */
export const tellDone = ({ done, otherwise }: Action, state: string | undefined): string =>
  otherwise && otherwise.state === state ? otherwise.done : done

/**
 * What a person can do with a delivery in this state; a wish to cancel is not wished twice, and what waits for its plan
 * goes out when that is resumed.
 */
export const actionsOf = (delivery: {
  state: DeliveryState
  reasonCode?: string | null
  cancelRequestedAt?: string | null
}): Action[] =>
  (offered[delivery.state] ?? []).filter(
    ({ name }) =>
      !(name === 'cancel' && delivery.cancelRequestedAt) &&
      !(name === 'publish-now' && heldByPlanCodes.includes(delivery.reasonCode ?? '')),
  )
