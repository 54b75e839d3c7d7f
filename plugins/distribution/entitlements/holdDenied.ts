import { type Actor, changeState } from '../model/changeState.ts'
import { closeTask } from '../model/closeTask.ts'
import { contentOfDelivery } from '../model/contentOfDelivery.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { fireAt, later, patience } from '../model/deadlines.ts'
import { forgetDrafts } from '../model/forgetDrafts.ts'
import type { PlanContent } from '../model/planContent.ts'
import { deniedCode } from '../model/reasons.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../model/rows.ts'
import type { DeliveryState } from '../model/states.ts'
import type { Grant } from '../plan/entitle/grant.ts'
import { judgeGrant } from '../plan/entitle/judgeGrant.ts'

type Said = Pick<PlanContent, 'excerpt' | 'media' | 'rendition' | 'parts'>

type Found = { row: DeliveryRow; said: Said; channel: string }

type Args = { db: Db; tenant: ID; grant: Grant; actor: Actor; now: Date }

/** All that has not left, or is with a person: the rows are held until the transaction ends. */
const lockOpen = async ({ db, tenant, grant }: Args): Promise<Found[]> => {
  const found = await rows<Record<string, unknown> & { said: Said; channel_name: string }>(
    db,
    sql`
      select ${sql.raw(deliveryColumns)}, ${contentOfDelivery} as said, c.name as channel_name
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
      where d.entitlement_id = ${grant.id} and d.tenant_id = ${tenant}
        and d.state in ('scheduled', 'queued', 'awaiting_human')
      order by d.id
      for update of d`,
  )
  return found.map(({ said, channel_name: channel, ...raw }) => ({
    row: toDeliveryRow(raw),
    said,
    channel,
  }))
}

const judge = ({ row, said, channel }: Found, { grant, now }: Args) => {
  const { excerpt, parts = [], rendition } = said
  const hasMedia = rendition !== null || [said, ...parts].some((one) => one.media.length > 0)
  return judgeGrant({
    grant,
    // Whether it went there already is asked when it leaves.
    channel: { id: String(row.channel_id), name: channel, isRepeat: false },
    form: excerpt
      ? { kind: 'excerpt', graphemes: excerpt.graphemes, hasMedia }
      : { kind: 'full', hasMedia },
    at: later(now, fireAt(row)),
  })
}

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
  const denied = open.flatMap(({ row, ...one }) => {
    const denial = judge({ row, ...one }, args)
    return denial ? [{ row, reason: { code: deniedCode, message: denial.message } }] : []
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
  for (const [message, alike] of Map.groupBy(denied, ({ reason }) => reason.message)) {
    for (const [state, group] of Map.groupBy(alike, ({ row }) => row.state)) {
      const ids = group.map(({ row }) => row.id)
      if (state === 'awaiting_human') {
        for (const delivery of ids) {
          await closeTask({ db, tenant, delivery, outcome: 'cancelled' })
        }
        await hold(ids, state, 'scheduled', message)
      }
      await hold(ids, state === 'awaiting_human' ? 'scheduled' : state, 'held', message)
    }
  }
  await forgetDrafts({ db, tenant, deliveries: denied.map(({ row }) => row.id) })
  return denied.length
}
