import { randomInt } from 'node:crypto'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { after, fireAt, patience } from '../../model/deadlines.ts'
import { draftToleranceMs } from '../../model/draftTime.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import { firstLookMs } from '../sweep/sweepTimes.ts'

type Args = {
  db: Db
  tenant: ID
  /** As they were read; each on another channel, all due within the span of a batch. */
  deliveries: DeliveryRow[]
  by: string
  now: Date
}

/** A batch under its instant. Rows that somebody else has moved or filed meanwhile have no receipt here. */
export type FiledBatch = { draftAt: Date; receipts: Map<string, ID> }

/** From how many milliseconds the first choice is made; each further one has as many more. */
const secondMs = 1_000

/** What a draft's instant must leave of its patience, in milliseconds. */
const reserveMs = 500

/**
 * The instant under which a batch is filed: just before its first delivery's time, so that Postiz does not wait when
 * that is switched on, by a number of milliseconds that makes it the only one. What is late gets one just before now,
 * since newer versions of Postiz refuse a date that is a minute past; and the last one of a batch must still fit.
 */
const chooseInstant = (deliveries: DeliveryRow[], now: Date, attempt: number): Date => {
  const times = deliveries.map((row) => Math.max(fireAt(row).getTime(), now.getTime()))
  const first = Math.min(...times)
  const longest = draftToleranceMs - (Math.max(...times) - first) - reserveMs
  const at = first - 1 - randomInt(Math.max(1, Math.min(secondMs * attempt, longest)))
  // On whole seconds stands what people write in Postiz: nothing of ours is ever to be mixed up with that.
  return new Date(at % secondMs === 0 ? at - 1 : at)
}

/** All of it is one statement: a row that is filed under an instant that nobody remembers cannot be. */
const file = (args: Args & { draftAt: Date }) => {
  const { db, tenant, deliveries, by, now } = args
  const draftAt = args.draftAt.toISOString()
  const given = deliveries.map(({ id, fence, state, draft_state, draft_at }) => ({
    id: String(id),
    fence,
    state,
    draft_state,
    draft_at,
  }))
  const leaseUntil = sql`clock_timestamp() + ${`${patience.lease} milliseconds`}::interval`
  return rows<{ id: ID; delivery_id: ID }>(
    db,
    sql`
      with given as materialized (
        select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
          as given(id text, fence numeric, state text, draft_state text, draft_at timestamptz)
      ), held as (
        select d.id
        from postyard_deliveries d
        join given on given.id = d.id::text and given.fence = d.fence and given.state = d.state::text
          and given.draft_state = d.draft_state::text and given.draft_at is not distinct from d.draft_at
        where d.id = any(${sql.param(deliveries.map(({ id }) => id))}) and d.tenant_id = ${tenant}
        order by d.id
        for update of d
      ), filed as (
        update postyard_deliveries d
        set draft_state = 'staging', draft_at = ${draftAt}, draft_id = null, draft_version = null,
            lease_until = greatest(d.lease_until, ${leaseUntil}),
            deadline_at = case when d.state = 'publishing'
              then greatest(d.deadline_at, ${leaseUntil}) else d.deadline_at end
        from held
        where d.id = held.id
        returning d.id, d.tenant_id, d.plan_id, d.channel_id, d.entitlement_id, d.attempt, d.fence
      ), remembered as (
        insert into postyard_stagings (tenant, draft_at, requested_at, sweep_at)
        select ${String(tenant)}::text, ${draftAt}::timestamptz, ${now.toISOString()}::timestamptz,
               ${after(now, firstLookMs).toISOString()}::timestamptz
        where exists (select 1 from filed)
      )
      insert into postyard_receipts
        (tenant_id, delivery_id, plan_id, channel_id, entitlement_id, attempt, fence, action, by, opened_at, updated_at, created_at)
      select tenant_id, id, plan_id, channel_id, entitlement_id, attempt, fence, 'stage', ${by},
             clock_timestamp(), clock_timestamp(), clock_timestamp()
      from filed
      returning id, delivery_id`,
  )
}

const isTaken = (error: unknown): boolean => {
  const { code } = (error instanceof Error && error.cause ? error.cause : error) as {
    code?: unknown
  }
  return code === '23505'
}

/**
 * Files a batch under an instant that no other has, before its request is sent: so drafts whose ids never arrive are
 * found again by it, and are swept away where nobody wants them any more. The receipts of the request are open then,
 * and whoever fires some of the deliveries has the time that the request may take.
 */
export const fileBatch = async (args: Args): Promise<FiledBatch> => {
  for (let attempt = 1; ; attempt += 1) {
    const draftAt = chooseInstant(args.deliveries, args.now, attempt)
    try {
      const opened = await file({ ...args, draftAt })
      return {
        draftAt,
        receipts: new Map(opened.map(({ id, delivery_id }) => [String(delivery_id), id])),
      }
    } catch (error) {
      // Another batch has that millisecond, or another draft of one of these channels.
      if (!isTaken(error) || attempt === 20) throw error
    }
  }
}
