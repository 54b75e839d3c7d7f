import { type Db, type ID, sql } from './database.ts'

/** A channel has got another receiver: how the one before it fared is nothing to it, and what waited for one goes out. */
export const forgetBrake = async (args: {
  db: Db
  channel: { id: ID; tenant: ID }
  now: Date
}): Promise<void> => {
  const { db, channel, now } = args
  await db.execute(sql`
    delete from postyard_brakes
    where channel = ${String(channel.id)} and tenant = ${String(channel.tenant)}`)
  await db.execute(sql`
    update postyard_deliveries set wake_at = ${now.toISOString()}
    where channel_id = ${channel.id} and tenant_id = ${channel.tenant} and state = 'held'
      and reason_code in ('CHANNEL_NOT_SET_UP', 'CHANNEL_PAUSED', 'CHANNEL_DISABLED')`)
}
