import { type Db, type ID, rows, sql } from './database.ts'

/** The address that has got mails of a channel and of which only the hash is known, as `readerOf` makes it. */
export const findReader = async (args: {
  db: Db
  channel: { id: ID; tenant: ID }
  reader: string
}): Promise<string | undefined> => {
  const { db, channel, reader } = args
  const [found] = await rows<{ address: string }>(
    db,
    sql`
      select address from postyard_mails
      where channel = ${String(channel.id)} and tenant = ${String(channel.tenant)}
        and left(encode(sha256(convert_to(address, 'UTF8')), 'hex'), 32) = ${reader}
      limit 1`,
  )
  return found?.address
}

/** Nobody is written to any more who said so, or whose address does not exist. */
export const stopMails = async (args: {
  db: Db
  tenant: ID
  channel: ID
  address: string
  reason: 'unsubscribed' | 'bounced'
  now: Date
}): Promise<void> => {
  const { db, tenant, channel, address, reason, now } = args
  await db.execute(sql`
    insert into postyard_mail_stops (channel, address, tenant, reason, at)
    values (${String(channel)}, ${address.toLowerCase()}, ${String(tenant)}, ${reason}, ${now.toISOString()})
    on conflict (channel, address) do nothing`)
}
