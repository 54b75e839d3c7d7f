import type { Payload } from 'payload'
import { wakeSoon } from '../dispatch/wakeSoon.ts'
import { changeState, system } from '../model/changeState.ts'
import { type ID, inTransaction, sql } from '../model/database.ts'
import { patience } from '../model/deadlines.ts'
import { settingsOf } from '../settings.ts'
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
 * Lets deliveries go on that have all their pictures and videos: to their time, and at once where that is near. Of two
 * workers that finish the last two files in one moment, the later one sees both.
 */
export const releaseReady = (args: Args): Promise<void> =>
  inTransaction({ payload: args.payload }, async ({ db }) => {
    const { payload, tenant, now } = args
    const ready = await findReady({ ...args, db })
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
        deadlineAt: sql`scheduled_at + ${`${patience.held} milliseconds`}::interval`,
      },
    })
    await wakeSoon({ payload, db, now, ids: freed.map((row) => row.id) })
  })
