import { type Actor, changeState } from './changeState.ts'
import type { Channel } from './channel.ts'
import { channelReason } from './channelReason.ts'
import { type Db, type ID, rows, sql } from './database.ts'
import { patience } from './deadlines.ts'

/**
 * Holds all that has not been sent on a channel, also what is not due yet: for a channel that is not this client's any
 * more. It goes on when the channel comes back. Its patience begins when it would have been due.
 */
export const holdUnsent = async (args: {
  db: Db
  tenant: ID
  channel: Pick<Channel, 'id' | 'name' | 'state' | 'stateReason'>
  actor: Actor
  now: Date
}): Promise<void> => {
  const { db, tenant, channel, actor, now } = args
  const unsent = await rows<{ id: ID }>(
    db,
    sql`
      select id from postyard_deliveries
      where tenant_id = ${tenant} and channel_id = ${channel.id} and state in ('scheduled', 'queued')`,
  )
  await changeState({
    db,
    tenant,
    ids: unsent.map(({ id }) => id),
    from: ['scheduled', 'queued'],
    to: 'held',
    reason: channelReason(channel),
    actor,
    set: {
      wakeAt: null,
      deadlineAt: sql`greatest(scheduled_at, ${now.toISOString()}::timestamptz)
        + ${`${patience.held} milliseconds`}::interval`,
    },
  })
}
