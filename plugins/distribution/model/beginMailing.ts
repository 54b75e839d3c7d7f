import { sql } from './database.ts'
import { keyOf, type MailRow, type Of } from './mails.ts'

type Args = Of & { recipients: MailRow[] }

/** What a worker had only taken is still to be sent; what it was sending may have arrived. */
const clearUp = async (args: Args): Promise<void> => {
  const { db } = args
  await db.execute(sql`
    update postyard_mails
    set state = case when state = 'taken' then 'pending' else 'unknown' end
    where ${keyOf(args)} and state in ('taken', 'sending')`)
}

const add = async ({ db, delivery, recipients }: Args): Promise<void> => {
  await db.execute(sql`
    insert into postyard_mails (delivery, address, name, tenant, channel, state)
    select distinct on (lower(given.address)) ${String(delivery.id)}, lower(given.address), given.name,
           ${String(delivery.tenant_id)}, ${String(delivery.channel_id)}, 'pending'
    from jsonb_to_recordset(${JSON.stringify(recipients)}::jsonb) as given(address text, name text)
    where not exists (
      select 1 from postyard_mail_stops s
      where s.channel = ${String(delivery.channel_id)} and s.tenant = ${String(delivery.tenant_id)}
        and s.address = lower(given.address))
    on conflict do nothing`)
}

/** Whoever has left the list, or wants no more, since it was begun. */
const removeGone = async (args: Args): Promise<void> => {
  const { db, recipients } = args
  await db.execute(sql`
    delete from postyard_mails m
    where ${keyOf(args)} and state = 'pending' and (
      lower(m.address) <> all(${sql.param(recipients.map(({ address }) => address.toLowerCase()))})
      or exists (
        select 1 from postyard_mail_stops s
        where s.channel = m.channel and s.tenant = m.tenant and s.address = m.address))`)
}

/**
 * Writes down to whom a delivery goes: everybody on the list of its channel who has not said that they want no more, as the
 * list is now. What a worker left behind that died is cleared up. All of it is in the caller's transaction.
 */
export const beginMailing = async (args: Args): Promise<void> => {
  await clearUp(args)
  await add(args)
  await removeGone(args)
}
