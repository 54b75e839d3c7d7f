import type { Payload } from 'payload'
import type { RemoteState } from '../../channels/adapter.ts'
import { postizChannel } from '../../channels/postiz/index.ts'
import { wakeSoon } from '../../dispatch/wakeSoon.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import type { Loaded } from '../loadDelivery.ts'
import { remoteCall } from '../remoteCall.ts'

/** The pause before the next look at a row `d`: from 2 s, growing by half each time, at most a minute. */
const pauseOfRow = sql`least(interval '2 seconds' * power(1.5, least(d.checks, 20)), interval '1 minute')`

/** Until when Postiz wants to be left alone, where some of its answers said so. */
export const pauseUntil = (found: RemoteState[], now: Date): Date | undefined => {
  const waits = found.flatMap((one) => (one.kind === 'unreachable' ? (one.retryAfterMs ?? []) : []))
  return waits.length === 0 ? undefined : after(now, Math.max(...waits))
}

/** Asks Postiz what became of a delivery that was fired. */
export const look = (loaded: Loaded): Promise<RemoteState> => {
  const { row, connection, facts, db } = loaded
  const draftAt = row.draft_at
  if (!connection || !draftAt) throw new Error('A delivery without a draft cannot be looked for.')
  const call = () =>
    postizChannel.look({
      connection,
      channel: facts,
      draftAt,
      draftId: row.draft_id ?? undefined,
      reference: String(row.id),
    })
  // Further looks of the same question leave no receipt each; what they find is on the row and in its events.
  return row.checks === 0 ? remoteCall({ db, row, action: 'look', call }) : call()
}

/**
 * Keeps the state of deliveries of one tenant, counts the look and sets the next one, in the caller's transaction.
 * Returns the ids, as text, of those that nobody else has moved or looked at meanwhile.
 */
export const lookAgainTogether = async (args: {
  payload: Payload
  db: Db
  deliveries: DeliveryRow[]
  now: Date
  message?: string
  /** Where Postiz asked for a pause: none of them is looked at before. */
  notBefore?: Date
}): Promise<Set<string>> => {
  const { payload, db, deliveries, now } = args
  if (deliveries.length === 0) return new Set()
  const given = deliveries.map(({ id, fence, checks, state }) => ({
    id: String(id),
    fence,
    checks,
    state,
  }))
  const ids = deliveries.map(({ id }) => id)
  const counted = await rows<{ id: ID }>(
    db,
    sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as given(id text, fence numeric, checks numeric, state text)
    ), held as (
      select d.id
      from postyard_deliveries d
      join given on given.id = d.id::text and given.fence = d.fence and given.checks = d.checks
        and given.state = d.state::text
      where d.id = any(${sql.param(ids)}) and d.tenant_id = ${deliveries[0]?.tenant_id}
      order by d.id
      for update of d
    )
    update postyard_deliveries d
    set checks = d.checks + 1, updated_at = clock_timestamp(),
        wake_at = greatest(${now.toISOString()}::timestamptz + ${pauseOfRow}, ${args.notBefore?.toISOString() ?? null}::timestamptz),
        reason = coalesce(${args.message ?? null}, d.reason)
    from held
    where d.id = held.id
    returning d.id`,
  )
  await wakeSoon({ payload, db, now, ids: counted.map(({ id }) => id) })
  return new Set(counted.map(({ id }) => String(id)))
}

/** As `lookAgainTogether` for one, in a transaction of its own. */
export const lookAgain = async (
  { payload, row }: Loaded,
  now: Date,
  notBefore?: Date,
): Promise<void> => {
  await inOwnTransaction(payload, (db) =>
    lookAgainTogether({ payload, db, deliveries: [row], now, notBefore }),
  )
}
