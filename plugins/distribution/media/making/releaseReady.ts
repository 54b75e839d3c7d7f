import type { Payload, PayloadRequest } from 'payload'
import { wakeSoon } from '../../dispatch/wakeSoon.ts'
import { changeState, system } from '../../model/changeState.ts'
import { type Db, type ID, inTransaction, sql } from '../../model/database.ts'
import { patience } from '../../model/deadlines.ts'
import { settingsOf } from '../../settings.ts'
import { fitMade } from './fitMade.ts'
import { findReady } from './waiting.ts'

type Args = {
  payload: Payload
  tenant: ID
  now: Date
  /** Only those that show this one, where it has just been made. */
  rendition?: ID
  /** Only this one. */
  delivery?: ID
}

/**
 * Those that have all they need. What was made for one and is not taken by its channel as it is, is asked for in another
 * form first; that may be there already, since it was made for another one.
 */
const findFit = async (args: Args & { db: Db; req: PayloadRequest }) => {
  const { payload, db, now } = args
  const ready = await findReady(args)
  const { waiting, refused } = await fitMade({ ...args, ids: ready.map(({ id }) => id) })
  const again = (
    await Promise.all(waiting.map((delivery) => findReady({ ...args, delivery })))
  ).flat()
  const isReadyAgain = new Set(again.map(({ id }) => id))
  const stillWaiting = waiting.filter((id) => !isReadyAgain.has(id))
  await wakeSoon({ payload, db, now, ids: stillWaiting })
  const kept = new Set([...stillWaiting, ...refused])
  return ready.filter(({ id }) => !kept.has(id))
}

/**
 * Lets deliveries go on that have all their pictures and videos: to their time, and at once where that is near. Of two
 * workers that finish the last two files in one moment, the later one sees both.
 */
export const releaseReady = (args: Args): Promise<void> =>
  inTransaction({ payload: args.payload }, async ({ db, req }) => {
    const { payload, tenant, now } = args
    const ready = await findFit({ ...args, db, req })
    const lead = `${settingsOf(payload).stageLeadMinutes} minutes`
    const freed = await changeState({
      db,
      tenant,
      ids: ready.map(({ id }) => id),
      fence: ready.map(({ fence }) => fence),
      from: ['held'],
      to: 'scheduled',
      reason: {
        code: 'MEDIA_READY',
        message: 'Its picture or video is made; it goes out at its time.',
      },
      actor: system,
      set: {
        wakeAt: sql`greatest(scheduled_at - case when kind = 'postiz'
          then ${lead}::interval else interval '0' end, ${now.toISOString()}::timestamptz)`,
        mediaLateAt: null,
        deadlineAt: sql`scheduled_at + ${`${patience.held} milliseconds`}::interval`,
      },
    })
    await wakeSoon({ payload, db, now, ids: freed.map((row) => row.id) })
  })
