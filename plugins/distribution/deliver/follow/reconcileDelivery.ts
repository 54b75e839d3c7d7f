import type { Payload } from 'payload'
import { postizChannel } from '../../channels/postiz/index.ts'
import { askPerson } from '../../model/askPerson.ts'
import { isDirect } from '../../model/channel.ts'
import { type ID, inTransaction } from '../../model/database.ts'
import { after, patience } from '../../model/deadlines.ts'
import { hasFeedItem } from '../../model/feedItems.ts'
import { reasons } from '../../model/reasons.ts'
import { closeReceipt, openEffects } from '../../model/receipts.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import type { Move } from '../applyMoves.ts'
import { backOffMs, maxRetries } from '../fire/backOff.ts'
import { type Loaded, loadDelivery } from '../loadDelivery.ts'
import { remoteCall } from '../remoteCall.ts'
import { settle } from '../settle.ts'
import { judgeEnd, maySettle, whatPostizReports } from './judgeEnd.ts'
import { look, lookAgain, pauseUntil } from './lookAgain.ts'

type Args = {
  payload: Payload
  tenant: ID
  id: ID
  now: () => Date
  /** In [0, 1). @default Math.random */
  random?: () => number
}

/**
 * Finds out what became of an attempt whose outcome is not known, before anything is sent again.
 * A draft that still stands was never fired: it is deleted, so that a late request cannot fire it either, and the
 * delivery gets a new one. What cannot be found out goes to a person.
 */
export const reconcileDelivery = async (args: Args): Promise<void> => {
  const loaded = await loadDelivery({ ...args, states: ['unknown'] })
  if (!loaded || loaded.row.reason_code === reasons.needsPerson.code) return
  const { row, connection } = loaded
  if (await standsInFeed(loaded)) return end(loaded, args.now(), inFeed(row, args.now()))
  if (mayRepeat(loaded)) return end(loaded, args.now(), repeated(args.now()))
  if (!connection || !row.draft_at) {
    const isOurs = isDirect(row.kind)
    await giveToPerson(loaded, args.now(), isOurs ? tellDoubt(row) : undefined)
    return
  }
  const found = await look(loaded)
  const ended = judgeEnd(found, row, args.now())
  if (ended) return end(loaded, args.now(), ended)
  switch (found.kind) {
    case 'pending':
      return row.reason_code === reasons.confirmTimeout.code
        ? takeBack(loaded, args, found.draftId)
        : end(loaded, args.now(), {
            to: 'submitted',
            reason: reasons.submitted,
            set: { checks: 0, wakeAt: args.now(), deadlineAt: after(args.now(), patience.confirm) },
          })
    case 'error':
      if (row.executed_at && maySettle(row, args.now())) return lookAgain(loaded, args.now())
      return giveToPerson(
        loaded,
        args.now(),
        `${whatPostizReports(found)} ${reasons.needsPerson.message}`,
      )
    case 'draft':
      return takeBack(loaded, args, found.draftId)
    case 'absent':
      return giveToPerson(loaded, args.now())
    case 'unreachable':
      return lookAgain(loaded, args.now(), pauseUntil([found], args.now()))
  }
}

/** A worker stopped while it was sending to a receiver that knows a repeat: it is tried again as often as any failure is. */
const mayRepeat = ({ row }: Loaded): boolean =>
  isDirect(row.kind) && row.reason_code === reasons.interrupted.code && row.attempt <= maxRetries

/** A feed is ours: what stands there is live, whatever its worker has come to. */
const standsInFeed = async ({ row, db }: Loaded): Promise<boolean> =>
  row.kind === 'feed' && (await hasFeedItem(db, row))

const inFeed = ({ executed_at }: DeliveryRow, now: Date): Move => ({
  to: 'published',
  reason: { ...reasons.published, message: 'It stands in the feed.' },
  set: { executedAt: executed_at ?? now },
})

const repeated = (now: Date): Move => ({
  to: 'scheduled',
  reason: {
    code: 'INTERRUPTED',
    message:
      'A worker stopped while it was sending. What certainly arrived is not sent again, and all else is known by its id.',
  },
  set: { nextAttemptAt: now, wakeAt: now, deadlineAt: after(now, patience.held) },
})

const tellDoubt = ({ reason }: DeliveryRow): string =>
  `${reason} Ask whoever gets it, then say here: it is live, send again, or drop.`

/** Deletes what was not started, and lets the delivery go out anew once that is certain. */
const takeBack = async (
  loaded: Loaded,
  { now: clock, random = Math.random }: Args,
  draftId: string,
): Promise<void> => {
  const { connection, row, facts, db } = loaded
  if (!connection || !row.draft_at) return
  const draftAt = row.draft_at
  const taken = await remoteCall({
    db,
    row,
    action: 'withdraw',
    call: () => postizChannel.withdraw({ connection, draftId, channel: facts, draftAt }),
  })
  const now = clock()
  if (taken.kind === 'kept') {
    await lookAgain(loaded, now)
    return
  }
  await end(loaded, now, isLast(row) ? givenUp(row) : sentAgain(row, now, random()))
}

const nothing = { draftState: 'none', draftAt: null, draftId: null } as const

const isLast = ({ attempt, cancel_requested_at: isUnwanted }: DeliveryRow): boolean =>
  attempt > maxRetries && isUnwanted === null

/** Each further attempt costs a counted request of all who share the organisation: they are as few as those of any failure. */
const givenUp = ({ attempt }: DeliveryRow): Move => ({
  to: 'failed',
  reason: {
    code: 'CERTAINLY_NOT_LIVE',
    message: `Postiz was told ${attempt} times to publish it and never began, so it is certainly not live. See that Postiz is well, then retry it.`,
  },
  set: nothing,
})

const sentAgain = ({ attempt }: DeliveryRow, now: Date, random: number): Move => {
  const at = attempt <= 1 ? now : after(now, backOffMs(attempt - 1, random))
  return {
    to: 'scheduled',
    reason: {
      code: 'CERTAINLY_NOT_LIVE',
      message: 'Postiz had not started it, so it is certainly not live; it goes out again.',
    },
    set: { ...nothing, nextAttemptAt: at, wakeAt: at, deadlineAt: after(at, patience.held) },
  }
}

/** Closes the receipts that a dead worker left open, and moves the row on. */
const end = async (loaded: Loaded, now: Date, move: Move): Promise<void> => {
  const { row, payload } = loaded
  await settle({
    payload,
    row,
    now,
    move,
    also: async (db) => {
      for (const id of await openEffects({ db, delivery: row })) {
        await closeReceipt({
          db,
          tenant: row.tenant_id,
          id,
          outcome: 'unknown',
          errorCode: 'OUTCOME_UNKNOWN',
          errorMessage: `The worker stopped before it heard how this ended. Found out afterwards: ${move.reason.message}`,
          externalUrl: move.set?.externalUrl ?? undefined,
        })
      }
    },
  })
}

const giveToPerson = (loaded: Loaded, now: Date, message?: string): Promise<void> =>
  inTransaction({ payload: loaded.payload }, async ({ db }) => {
    await askPerson({ db, tenant: loaded.row.tenant_id, id: loaded.row.id, now, message })
  })
