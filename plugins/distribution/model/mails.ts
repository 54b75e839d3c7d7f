import { type Db, type ID, rows, sql } from './database.ts'

export type MailRow = { address: string; name: string | null }

/** A delivery that goes by mail, and where it is written. */
export type Of = { db: Db; delivery: { id: ID; tenant_id: ID; channel_id: ID } }

/** The mails of a delivery. */
export const keyOf = ({ delivery }: Of) => sql`
  delivery = ${String(delivery.id)} and tenant = ${String(delivery.tenant_id)}`

/** True where somebody has got a mail of this delivery already, or may have. */
export const hasBegunMailing = async (args: Of): Promise<boolean> => {
  const found = await rows(
    args.db,
    sql`select 1 from postyard_mails where ${keyOf(args)} and state <> 'pending' limit 1`,
  )
  return found.length > 0
}

/**
 * Takes the next addresses of a delivery, as many as the channel may still send within the minute, those first that were
 * not tried yet; all of it in the caller's transaction, one after the other for each channel.
 */
export const takeMails = async (
  args: Of & { perMinute: number; most: number; now: Date },
): Promise<MailRow[]> => {
  const { db, delivery, perMinute, most, now } = args
  const channel = String(delivery.channel_id)
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`mails ${channel}`}, 0))`)
  const [used] = await rows<{ count: number }>(
    db,
    sql`
      select count(*)::int as count from postyard_mails
      where channel = ${channel} and tenant = ${String(delivery.tenant_id)}
        and at > ${now.toISOString()}::timestamptz - interval '1 minute'`,
  )
  const room = Math.min(most, Math.max(0, perMinute - (used?.count ?? 0)))
  if (room === 0) return []
  return rows<MailRow>(
    db,
    sql`
      with next as (
        select address from postyard_mails
        where ${keyOf(args)} and state = 'pending' order by at nulls first, address limit ${room} for update
      )
      update postyard_mails m set state = 'taken', at = ${now.toISOString()}
      from next where ${sql`m.delivery = ${String(delivery.id)} and m.tenant = ${String(delivery.tenant_id)}`}
        and m.address = next.address
      returning m.address, m.name`,
  )
}

/**
 * Writes down that one mail is being sent; false where it must not be, since its delivery is somebody else's by now or is to be
 * cancelled, its plan is paused, its entitlement is over, the address wants no more mails, or the mail is not this worker's any
 * more. Whoever wishes that has their wish kept from the next mail on.
 */
export const beginMail = async (
  args: Of & { address: string; fence: number; now: Date },
): Promise<boolean> => {
  const { rowCount } = await args.db.execute(sql`
    update postyard_mails
    set state = 'sending', status_code = null, said = null
    where ${keyOf(args)} and address = ${args.address} and state = 'taken' and not exists (
      select 1 from postyard_mail_stops s
      where s.channel = ${String(args.delivery.channel_id)} and s.tenant = ${String(args.delivery.tenant_id)}
        and s.address = ${args.address}
    ) and exists (
      select 1 from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      where d.id = ${args.delivery.id} and d.tenant_id = ${args.delivery.tenant_id}
        and d.state = 'publishing' and d.fence = ${args.fence} and d.lease_until > ${args.now.toISOString()}
        and d.cancel_requested_at is null and p.paused_at is null
        and not exists (
          select 1 from postyard_entitlements e
          where e.id = d.entitlement_id and e.tenant_id = d.tenant_id
            and (e.revoked_at is not null or e.valid_until <= clock_timestamp())))`)
  return rowCount === 1
}

export type MailState = 'pending' | 'taken' | 'sending' | 'sent' | 'rejected' | 'unknown'

/** Writes where one mail stands. */
export const markMail = async (
  args: Of & {
    address: string
    state: MailState
    statusCode?: number
    said?: string
  },
): Promise<void> => {
  const { db, address, state, statusCode, said } = args
  await db.execute(sql`
    update postyard_mails
    set state = ${state}, status_code = ${statusCode ?? null}, said = ${said ?? null}
    where ${keyOf(args)} and address = ${address}`)
}

/** Puts back what was taken and not sent, without counting it against the rate. */
export const untakeMails = async (args: Of): Promise<void> => {
  await args.db.execute(sql`
    update postyard_mails set state = 'pending', at = null where ${keyOf(args)} and state = 'taken'`)
}

export const countMails = async (args: Of): Promise<Record<MailState, number>> => {
  const found = await rows<{ state: MailState; count: number }>(
    args.db,
    sql`
      select state, count(*)::int as count from postyard_mails where ${keyOf(args)} group by state`,
  )
  const none = { pending: 0, taken: 0, sending: 0, sent: 0, rejected: 0, unknown: 0 }
  return { ...none, ...Object.fromEntries(found.map(({ state, count }) => [state, count])) }
}

/** A person has decided: what was refused is sent again, and what may have arrived only where they say so. */
export const resendMails = async (args: {
  db: Db
  delivery: { id: ID; tenant_id: ID }
  states: ('rejected' | 'unknown')[]
}): Promise<void> => {
  const { db, delivery, states } = args
  await db.execute(sql`
    update postyard_mails set state = 'pending', at = null, status_code = null, said = null
    where delivery = ${String(delivery.id)} and tenant = ${String(delivery.tenant_id)}
      and state in (${sql.join(
        states.map((state) => sql`${state}`),
        sql`, `,
      )})`)
}
