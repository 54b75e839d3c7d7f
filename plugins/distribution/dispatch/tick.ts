import type { Payload } from 'payload'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { dispatchDue } from './dispatchDue.ts'
import { enqueueLetters } from './enqueueLetters.ts'
import { enqueueLooks } from './enqueueLooks.ts'
import { enqueueSeries } from './enqueueSeries.ts'
import { enqueueSweeps } from './enqueueSweeps.ts'
import { enqueueTidying } from './enqueueTidying.ts'
import { enqueueUpkeep } from './enqueueUpkeep.ts'
import { enqueueWatches } from './enqueueWatches.ts'
import { expireClaims } from './expireClaims.ts'
import { forgetAnswers } from './forgetAnswers.ts'
import { inSteps } from './inSteps.ts'
import { lookAheadMs } from './lookAhead.ts'
import { noticeRestore, stayNoticed } from './noticeRestore.ts'
import { spaceOverdue } from './spaceOverdue.ts'
import { sweepDeadlines } from './sweepDeadlines.ts'

/** In portions, so that a great many at once don't hold their locks for long. Returns how many were woken. */
const wakeDue = async ({ payload, now }: { payload: Payload; now: Date }): Promise<number> => {
  const until = new Date(now.getTime() + lookAheadMs)
  let woken = 0
  for (;;) {
    const portion =
      (await inOwnTransaction(payload, (db) => spaceOverdue({ payload, db, now }))) +
      (await dispatchDue({ payload, now, until, limit: 2000 }))
    woken += portion
    if (portion === 0) return woken
  }
}

/**
 * One tick: ends what is past its deadline and enqueues what falls due before the next tick.
 * It may run in any number of processes at once. Where it cannot be told whether the database was restored, nothing is done;
 * of all that follows, a step that fails keeps none of the others from being taken.
 *
 * @throws StepsError naming the steps that failed, when all were taken
 */
export const tick = async (args: {
  payload: Payload
  now?: Date
}): Promise<{ swept: number; woken: number }> => {
  const { payload, now = new Date() } = args
  await noticeRestore(args)
  await stayNoticed(args)
  const done = { swept: 0, woken: 0 }
  await inSteps({
    sweepDeadlines: async () => {
      done.swept = await sweepDeadlines({ payload, now })
    },
    wakeDue: async () => {
      done.woken = await wakeDue({ payload, now })
    },
    enqueueWatches: () => enqueueWatches({ payload, now }),
    enqueueUpkeep: () => enqueueUpkeep({ payload, now }),
    enqueueSeries: () => enqueueSeries({ payload, now }),
    enqueueSweeps: () => enqueueSweeps({ payload, now }),
    enqueueTidying: () => enqueueTidying({ payload, now }),
    enqueueLooks: () => enqueueLooks({ payload, now }),
    forgetAnswers: () => forgetAnswers({ payload, now }),
    expireClaims: () => expireClaims({ payload }),
    enqueueLetters: () => enqueueLetters({ payload, now }),
  })
  return done
}
