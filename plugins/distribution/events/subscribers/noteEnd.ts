import type { Payload } from 'payload'
import type { Verdict } from '../../channels/webhook/index.ts'
import { type Db, type ID, parseId, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import type { Claimed } from './claimDue.ts'
import { noteRefused, noteTaken } from './health.ts'
import { kickLanes } from './kickLanes.ts'
import { nextWaitMs } from './schedule.ts'
import type { Ended } from './sendEvent.ts'
import { readSubscriber, type Subscriber } from './subscriber.ts'
import { tellVerdict } from './tellVerdict.ts'

type Args = {
  payload: Payload
  claimed: Claimed
  ended: Ended
  now: Date
  /** In [0, 1). */
  random: number
}

/** What an attempt makes of its event. */
type Change =
  | { state: 'delivered' | 'dead'; statusCode?: number; said: string }
  | { state: 'pending'; nextAt: Date; isNoAttempt: boolean; statusCode?: number; said: string }

const changeOf = (
  verdict: Verdict,
  subscriber: Subscriber,
  { claimed, now, random }: Args,
): Change => {
  const { statusCode } = verdict.answer
  const said = tellVerdict(verdict)
  if (verdict.kind === 'taken') return { state: 'delivered', statusCode, said }
  // What is tried while it is left alone tries the subscriber: no event dies of a receiver that is away.
  const isNoAttempt = verdict.isOfTheWay && (subscriber.pauses > 0 || statusCode === 410)
  const attempts = isNoAttempt ? Math.max(claimed.attempts - 1, 1) : claimed.attempts
  const waitMs = nextWaitMs(attempts, random, verdict.retryAfterMs)
  if (waitMs === undefined) {
    return {
      state: 'dead',
      statusCode,
      said: `${said} That was attempt ${attempts}, the last one.`,
    }
  }
  // The pause is long enough; the probe after it finds what waits for longest.
  const nextAt = isNoAttempt ? now : after(now, waitMs)
  return { state: 'pending', nextAt, isNoAttempt, statusCode, said }
}

/** Only the attempt that holds the lease says how it ended. */
const write = (db: Db, { claimed, now }: Args, change: Change) => {
  const isPending = change.state === 'pending'
  return db.execute(sql`
    update postyard_event_deliveries
    set state = ${change.state}, lease = null, status_code = ${change.statusCode ?? null}, said = ${change.said},
        next_at = ${isPending ? change.nextAt.toISOString() : null},
        attempts = attempts - ${isPending && change.isNoAttempt ? 1 : 0}::int,
        settled_at = ${isPending ? null : now.toISOString()}
    where subscriber = ${claimed.subscriber} and tenant = ${claimed.tenant}
      and position = ${claimed.position}::bigint and lease = ${claimed.lease}`)
}

const missing: Change = {
  state: 'dead',
  said: 'The event is not there any more, so it cannot be sent.',
}

/**
 * Writes how an attempt ended, on the event and on the subscriber, and lets the next event of its lane go: in one
 * transaction, under the lock on the subscriber. Where it is never called, the lease ends and the event is sent again.
 */
export const noteEnd = async (args: Args): Promise<void> => {
  const { payload, claimed, ended, now } = args
  const id = parseId(payload, claimed.subscriber) as ID
  await inOwnTransaction(payload, async (db) => {
    const subscriber = await readSubscriber({ db, id, isLocked: true })
    if (!subscriber || ended.kind === 'gone') return
    const change = ended.kind === 'missing' ? missing : changeOf(ended.verdict, subscriber, args)
    const { rowCount } = await write(db, args, change)
    if (ended.kind === 'verdict') {
      const { verdict } = ended
      if (verdict.kind === 'taken') await noteTaken({ db, subscriber, now })
      else await noteRefused({ db, subscriber, now, verdict })
    }
    if (rowCount === 1 && change.state !== 'pending') {
      const { subscriber: own, tenant, lane } = claimed
      await kickLanes({ db, subscriber: own, tenant, lanes: [lane], now })
    }
  })
}

/** Gives an event back that was not tried to its end, as a worker does that stops. */
export const giveBack = async (args: {
  db: Db
  claimed: Claimed
  /** When it is tried again. */
  nextAt: Date
  said?: string
}): Promise<void> => {
  const { db, claimed, nextAt, said } = args
  await db.execute(sql`
    update postyard_event_deliveries
    set lease = null, next_at = ${nextAt.toISOString()}, attempts = attempts - 1, said = coalesce(${said ?? null}, said)
    where subscriber = ${claimed.subscriber} and tenant = ${claimed.tenant}
      and position = ${claimed.position}::bigint and lease = ${claimed.lease}`)
}
