import type { Payload } from 'payload'
import { expireClaims } from '../claims/expire/expireClaims.ts'
import { tryDueLetters } from '../claims/letters/takeUpLetters.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { dispatchDue } from './dispatchDue.ts'
import { enqueueLooks } from './enqueueLooks.ts'
import { enqueueSeries } from './enqueueSeries.ts'
import { enqueueSweeps } from './enqueueSweeps.ts'
import { enqueueTidying } from './enqueueTidying.ts'
import { enqueueUpkeep } from './enqueueUpkeep.ts'
import { enqueueWatches } from './enqueueWatches.ts'
import { forgetAnswers } from './forgetAnswers.ts'
import { lookAheadMs } from './lookAhead.ts'
import { noticeRestore, stayNoticed } from './noticeRestore.ts'
import { spaceOverdue } from './spaceOverdue.ts'
import { sweepDeadlines } from './sweepDeadlines.ts'

/**
 * One tick: ends what is past its deadline and enqueues what falls due before the next tick.
 * It may run in any number of processes at once.
 */
export const tick = async (args: {
  payload: Payload
  now?: Date
}): Promise<{ swept: number; woken: number }> => {
  const now = args.now ?? new Date()
  await noticeRestore(args)
  await stayNoticed(args)
  // What is overdue must not keep what is due: a sweep that fails is told of after the due rows are on their way.
  const sweep = await sweepDeadlines({ payload: args.payload, now }).then(
    (swept) => ({ swept }),
    (error: unknown) => ({ error }),
  )
  const until = new Date(now.getTime() + lookAheadMs)
  let woken = 0
  // In portions, so that a great many at once don't hold their locks for long.
  for (;;) {
    const portion =
      (await inOwnTransaction(args.payload, (db) =>
        spaceOverdue({ payload: args.payload, db, now }),
      )) + (await dispatchDue({ payload: args.payload, now, until, limit: 2000 }))
    woken += portion
    if (portion === 0) break
  }
  await enqueueWatches({ payload: args.payload, now })
  await enqueueUpkeep({ payload: args.payload, now })
  await enqueueSeries({ payload: args.payload, now })
  await enqueueSweeps({ payload: args.payload, now })
  await enqueueTidying({ payload: args.payload, now })
  await enqueueLooks({ payload: args.payload, now })
  await forgetAnswers({ payload: args.payload, now })
  await expireClaims(args)
  await tryDueLetters(args)
  if ('error' in sweep) throw sweep.error
  return { swept: sweep.swept, woken }
}
