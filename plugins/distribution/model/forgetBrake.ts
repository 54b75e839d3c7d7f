import { type Db, type ID, rows, sql } from './database.ts'

type Channel = { id: ID; tenant: ID }

/** How a receiver fared is forgotten; true where its channel was left alone for that. */
export const endBrake = async (args: { db: Db; channel: Channel }): Promise<boolean> => {
  const { db, channel } = args
  const [brake] = await rows<{ pauses: number }>(
    db,
    sql`
      delete from postyard_brakes
      where channel = ${String(channel.id)} and tenant = ${String(channel.tenant)} returning pauses`,
  )
  return brake !== undefined && brake.pauses > 0
}

/**
 * A channel has got another receiver: how the one before it fared is nothing to it, and what waited for one goes out.
 * True where the one before was left alone; else it is a person who has suspended the channel, if it is.
 */
export const forgetBrake = async (args: {
  db: Db
  channel: Channel
  now: Date
}): Promise<boolean> => {
  const { db, channel, now } = args
  const wasBraked = await endBrake({ db, channel })
  await db.execute(sql`
    update postyard_deliveries set wake_at = ${now.toISOString()}
    where channel_id = ${channel.id} and tenant_id = ${channel.tenant} and state = 'held'
      and reason_code in ('CHANNEL_NOT_SET_UP', 'CHANNEL_PAUSED', 'CHANNEL_DISABLED')`)
  return wasBraked
}
