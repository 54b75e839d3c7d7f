import type { Payload } from 'payload'
import { wakeSoon } from '../../dispatch/wakeSoon.ts'
import { type Db, type ID, inTransaction, poolOf, rows, sql } from '../../model/database.ts'
import { endBrake } from '../../model/forgetBrake.ts'
import { pausedCode } from '../../model/reasons.ts'

type Args = { payload: Payload; channel: { id: ID; tenant: ID }; now: Date }

const isBraked = async ({ payload, channel }: Args): Promise<boolean> => {
  const found = await rows(
    poolOf(payload),
    sql`
      select 1 from postyard_brakes
      where channel = ${String(channel.id)} and tenant = ${String(channel.tenant)}`,
  )
  return found.length > 0
}

/** A receiver took something: its failures are forgotten, and what waited for it goes on at once. */
export const noteSuccess = async (args: Args): Promise<void> => {
  if (await isBraked(args)) await inTransaction(args, ({ db }) => release(db, args))
}

const release = async (db: Db, { payload, channel, now }: Args): Promise<void> => {
  if (!(await endBrake({ db, channel }))) return
  await db.execute(sql`
    update postyard_channels
    set state = 'active', state_reason = null, updated_at = clock_timestamp()
    where id = ${channel.id} and tenant_id = ${channel.tenant} and state = 'suspended'`)
  const woken = await rows<{ id: ID }>(
    db,
    sql`
      update postyard_deliveries set wake_at = ${now.toISOString()}
      where channel_id = ${channel.id} and tenant_id = ${channel.tenant} and state = 'held'
        and reason_code = ${pausedCode}
      returning id`,
  )
  await wakeSoon({ payload, db, now, ids: woken.map(({ id }) => id) })
}
