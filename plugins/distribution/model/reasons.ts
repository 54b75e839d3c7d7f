import type { Reason } from './changeState.ts'
import type { DeliveryRow } from './rows.ts'

/** The sentences that deliveries carry. Each says what is the case and, where a person is wanted, what to do. */
export const reasons = {
  scheduled: { code: 'SCHEDULED', message: 'Goes out at its time.' },
  queued: { code: 'DUE', message: 'Its time has come; a worker takes it now.' },
  publishing: { code: 'PUBLISHING', message: 'Is being handed over now.' },
  submitted: { code: 'SUBMITTED', message: 'Postiz has it and is publishing.' },
  published: { code: 'PUBLISHED', message: 'Is live.' },
  renderPending: {
    code: 'MEDIA_PENDING',
    message: 'Waits for its picture or video, which is made ahead of its time.',
  },
  mediaLeftOut: {
    code: 'MEDIA_LEFT_OUT',
    message:
      'Its picture or video was not made in time, so it goes out without it, as its client chose.',
  },
  binned: {
    code: 'POST_BINNED',
    message:
      'Its post is in the bin. Restore the post and it goes out at its time, or cancel this.',
  },
  rescheduled: { code: 'RESCHEDULED', message: 'Was moved to another time.' },
  publishNow: { code: 'PUBLISH_NOW', message: 'Was told to go out at once.' },
  redriven: { code: 'REDRIVEN', message: 'Was told to try again.' },
  cancelled: { code: 'CANCELLED', message: 'Was cancelled before it went out.' },
  channelBack: {
    code: 'CHANNEL_BACK',
    message: 'Its channel is well again; goes out at its time.',
  },
  waitOver: {
    code: 'WAIT_OVER',
    message: 'What it waited for is over; it goes out now.',
  },
  jobLost: {
    code: 'INTERRUPTED',
    message: 'A worker stopped before anything was sent; it is tried again.',
  },
  interrupted: {
    code: 'OUTCOME_UNKNOWN',
    message:
      'A worker stopped while it was sending. We ask Postiz what became of it before anything else.',
  },
  interruptedDirect: {
    code: 'OUTCOME_UNKNOWN',
    message:
      'A worker stopped while it was sending, so the receiver may have it. What becomes of it is decided before anything else.',
  },
  resumed: {
    code: 'RESUMED',
    message: 'Its plan goes on, and its time has come; it goes out now.',
  },
  pausedTooLong: {
    code: 'PAUSED_TOO_LONG',
    message:
      'Its plan was paused for 30 days and nobody resumed it, so it was cancelled. Distribute it again if you still want it.',
  },
  haltedTooLong: {
    code: 'HALTED_TOO_LONG',
    message:
      'Its plan was halted for 30 days and nobody resumed it, so it was cancelled. Distribute it again if you still want it.',
  },
  heldTooLong: {
    code: 'HELD_TOO_LONG',
    message:
      'Was held for a week and nobody decided, so it was cancelled. Distribute it again if you still want it.',
  },
  confirmTimeout: {
    code: 'NOT_CONFIRMED',
    message: 'Postiz took it two hours ago and has not said what became of it. We ask again.',
  },
  needsPerson: {
    code: 'NEEDS_PERSON',
    message:
      'We could not find out whether it is live. Look at the account, then say here: it is live, send again, or drop.',
  },
  undecided: {
    code: 'UNDECIDED',
    message:
      'Nobody said within a week what became of it. Look at the account before you send it again.',
  },
  awaitingHuman: { code: 'AWAITING_HUMAN', message: 'A field agent was asked to post it.' },
  expired: {
    code: 'EXPIRED',
    message: 'Nobody answered in time. If it was posted all the same, a manager can say so here.',
  },
} as const satisfies Record<string, Reason>

export const staleReason = (graceMinutes: number): Reason => ({
  code: 'STALE',
  message: `Is more than ${graceMinutes} minutes late, so it does not go out by itself. Publish it now, give it another time, or cancel it.`,
})

/** The code of a delivery that waits until Postiz takes posts of its organisation again; it goes on by itself. */
export const budgetSpentCode = 'POSTIZ_BUDGET_SPENT'

/** The code of a delivery that waits for room among the posts that its channel takes. */
export const capCode = 'CHANNEL_CAP'

/** The code of a delivery that is due while the Postiz of its tenant does not answer. */
export const silentCode = 'POSTIZ_SILENT'

/** The code of a delivery of which a part has gone out, and the rest goes at a time that it says. */
export const partlyCode = 'PARTLY_SENT'

/** The code of a delivery whose channel is left alone for a while, since its receiver fails. `wakeHeld` finds it by its beginning. */
export const pausedCode = 'CHANNEL_PAUSED'

/** The code of a delivery whose plan is paused. */
export const planPausedCode = 'PLAN_PAUSED'

/** The code of a delivery that keeps its distance from another account's with the same content. */
export const sameContentCode = 'SAME_CONTENT'

/** The code of a delivery whose plan was halted in an emergency. */
export const planHaltedCode = 'PLAN_HALTED'

/** The code of a delivery whose plan goes on, but for a while not on its platform. */
export const platformPausedCode = 'PLATFORM_PAUSED'

/** The codes of deliveries that only their plan lets go. */
export const heldByPlanCodes: readonly string[] = [
  planPausedCode,
  planHaltedCode,
  platformPausedCode,
]

/** True while a delivery waits for its plan to go on, whatever else it waited for before. */
export const isHeldByPlan = (row: Pick<DeliveryRow, 'state' | 'reason_code'>): boolean =>
  row.state === 'held' && heldByPlanCodes.includes(row.reason_code ?? '')

/** The code of a delivery that was cancelled when some of its receivers had it already. */
export const cancelledPartlyCode = 'CANCELLED_PARTLY'

/** The code of a delivery that was cancelled when its receiver may have had it already. */
export const cancelledInDoubtCode = 'CANCELLED_IN_DOUBT'

/** True while a delivery is held until a time that is known: it goes on then, whatever else is the case. */
export const isWaitingForTime = (row: Pick<DeliveryRow, 'state' | 'reason_code'>): boolean =>
  row.state === 'held' &&
  [budgetSpentCode, capCode, silentCode, pausedCode].includes(row.reason_code ?? '')

/**
 * The codes of a delivery that could not be staged ahead of its time: it is tried again when it is due, or before that
 * where a little time may mend it.
 */
export const notPrepared = { untilDue: 'NOT_PREPARED', forNow: 'NOT_PREPARED_YET' } as const

/** The code of a delivery that waits because Postiz refuses the key of its tenant. */
export const connectionRefusedCode = 'CONNECTION_REFUSED'

/** The code of a delivery that may have gone out in a time that the database has lost. */
export const afterRestoreCode = 'AFTER_RESTORE'

/** The code of a delivery of which somebody says that they have posted it, though it was not theirs any more. */
export const saidPostedCode = 'SAID_POSTED'

/** True while a delivery is held since it may be out already: only a person lets it go, whatever comes and goes meanwhile. */
export const isHeldAsMaybeOut = (row: Pick<DeliveryRow, 'state' | 'reason_code'>): boolean =>
  row.state === 'held' && [afterRestoreCode, saidPostedCode].includes(row.reason_code ?? '')

/** The code of a delivery that nothing entitles anybody to send as it is: it waits for a person. */
export const deniedCode = 'ENTITLEMENT_DENIED'

/** The code of a delivery whose picture or video could not be made. */
export const mediaFailedCode = 'MEDIA_FAILED'

/** True while a delivery is held for its picture or video, also after making it has failed. */
export const isWaitingForMedia = (row: Pick<DeliveryRow, 'state' | 'reason_code'>): boolean =>
  row.state === 'held' &&
  (row.reason_code === reasons.renderPending.code || row.reason_code === mediaFailedCode)
