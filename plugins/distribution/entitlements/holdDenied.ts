import { type Actor, changeState } from '../model/changeState.ts'
import { closeTasks } from '../model/closeTask.ts'
import { contentOfDelivery } from '../model/contentOfDelivery.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { later, patience } from '../model/deadlines.ts'
import { forgetDrafts } from '../model/forgetDrafts.ts'
import { deniedCode } from '../model/reasons.ts'
import type { DeliveryState } from '../model/states.ts'
import type { AskedForm, Grant } from '../plan/entitle/grant.ts'
import { judgeGrant } from '../plan/entitle/judgeGrant.ts'

/** As much of a delivery as is judged; of what it says no more than its form. */
type Found = {
  id: ID
  state: DeliveryState
  channel: { id: string; name: string }
  form: AskedForm
  at: Date
}

type Args = { db: Db; tenant: ID; grant: Grant; actor: Actor; now: Date }

/** All that has not left, or is with a person: the rows are held until the transaction ends. */
const lockOpen = async ({ db, tenant, grant }: Args): Promise<Found[]> => {
  const found = await rows<{
    id: ID
    state: DeliveryState
    channel_id: ID
    channel_name: string
    graphemes: number | null
    has_media: boolean
    at: string | Date
  }>(
    db,
    sql`
      select d.id, d.state, d.channel_id, c.name as channel_name,
        (said.content #>> '{excerpt,graphemes}')::int as graphemes,
        jsonb_path_exists(said.content, '$.rendition ? (@ != null)')
          or jsonb_path_exists(said.content, '$.media[0]')
          or jsonb_path_exists(said.content, '$.parts[*].media[0]') as has_media,
        coalesce(d.next_attempt_at, d.scheduled_at) as at
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
      cross join lateral (select ${contentOfDelivery} as content) said
      where d.entitlement_id = ${grant.id} and d.tenant_id = ${tenant}
        and d.state in ('scheduled', 'queued', 'awaiting_human')
      order by d.id
      for update of d`,
  )
  return found.map((row) => {
    const { graphemes, has_media: hasMedia } = row
    return {
      ...{ id: row.id, state: row.state, at: new Date(row.at) },
      channel: { id: String(row.channel_id), name: row.channel_name },
      form:
        graphemes === null
          ? ({ kind: 'full', hasMedia } as const)
          : ({ kind: 'excerpt', graphemes, hasMedia } as const),
    }
  })
}

const judge = ({ channel, form, at }: Found, { grant, now }: Args) =>
  judgeGrant({
    // Whether it went there already is asked when it leaves.
    ...{ grant, form, channel: { ...channel, isRepeat: false } },
    at: later(now, at),
  })

/**
 * Holds all that an entitlement does not permit any more, for a person to decide: what is staged is given up, who was asked
 * to post is not asked any more. What is being sent in this moment is followed to its end. In the caller's transaction, in
 * which the entitlement was changed.
 *
 * Returns how many were held.
 */
export const holdDenied = async (args: Args): Promise<number> => {
  const { db, tenant, actor, now } = args
  const open = await lockOpen(args)
  const denied = open.flatMap((one) => {
    const denial = judge(one, args)
    return denial ? [{ ...one, message: denial.message }] : []
  })
  const hold = async (ids: ID[], from: DeliveryState, to: DeliveryState, message: string) =>
    changeState({
      db,
      tenant,
      ids,
      from: [from],
      to,
      reason: { code: deniedCode, message },
      actor,
      set: {
        wakeAt: null,
        nextAttemptAt: null,
        deadlineAt: sql`greatest(scheduled_at, ${now.toISOString()}::timestamptz)
          + ${`${patience.held} milliseconds`}::interval`,
      },
    })
  for (const [message, alike] of Map.groupBy(denied, (one) => one.message)) {
    for (const [state, group] of Map.groupBy(alike, (one) => one.state)) {
      const ids = group.map(({ id }) => id)
      if (state === 'awaiting_human') {
        await closeTasks({ db, tenant, deliveries: ids, outcome: 'cancelled' })
        await hold(ids, state, 'scheduled', message)
      }
      await hold(ids, state === 'awaiting_human' ? 'scheduled' : state, 'held', message)
    }
  }
  await forgetDrafts({ db, tenant, deliveries: denied.map(({ id }) => id) })
  return denied.length
}
