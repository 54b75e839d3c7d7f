import { wakeSoon } from '../dispatch/wakeSoon.ts'
import type { Reason } from '../model/changeState.ts'
import type { Channel } from '../model/channel.ts'
import { type ID, rows, sql } from '../model/database.ts'
import { after, later, patience } from '../model/deadlines.ts'
import { type PlanContent, partsMinutesOf } from '../model/planContent.ts'
import { reasons } from '../model/reasons.ts'
import type { DeliveryState } from '../model/states.ts'
import type { OperationContext } from '../operation.ts'
import { userOf } from '../security/standing.ts'

type Args = {
  context: OperationContext
  tenant: ID
  post: ID
  channels: Channel[]
  content: PlanContent
  /** Whether a channel waits for a picture or video that is still to be made or converted. */
  isPending: (channel: ID) => boolean
  /** Under which entitlement it goes to a channel; null where that needs none. @default none needs any */
  entitlementOf?: (channel: ID) => ID | null
  /** Why a channel gets a delivery that has failed already. */
  refusalOf?: (channel: ID) => Reason | undefined
  at: Date
}

export type PlannedDelivery = { id: ID; channel: ID; state: DeliveryState }

const minute = 60_000

/** How a delivery begins: waiting for its picture or video, or on its way to its time. */
export const beginningOf = (args: {
  context: Pick<OperationContext, 'now' | 'settings'>
  channel: Channel
  /** Whether it waits for a picture or video that is still to be made or converted. */
  isPending: boolean
  at: Date
}): { state: 'held' | 'scheduled'; reason: Reason; wakeAt: Date } => {
  const { at, channel } = args
  const { now, settings } = args.context
  if (args.isPending) {
    return {
      state: 'held',
      reason: reasons.renderPending,
      wakeAt: later(after(at, -settings.renderLeadMinutes * minute), now),
    }
  }
  return {
    state: 'scheduled',
    reason: reasons.scheduled,
    wakeAt:
      channel.kind === 'postiz' ? later(after(at, -settings.stageLeadMinutes * minute), now) : at,
  }
}

/**
 * Writes a plan with one delivery for each channel, and wakes those that are due before the next tick.
 * All of it is in the caller's transaction.
 */
export const makePlan = async (args: Args): Promise<{ id: ID; deliveries: PlannedDelivery[] }> => {
  const { context, tenant, post, channels, content, at } = args
  const { payload, req, db, settings, caller, now } = context
  const plan = (await payload.create({
    collection: settings.slugs.plans,
    data: {
      tenant,
      title: content.title,
      post,
      scheduledAt: at.toISOString(),
      content,
      startedBy: userOf(caller),
      startedByName: caller.name,
    } as never,
    depth: 0,
    req,
  })) as unknown as { id: ID }
  const deliveries: PlannedDelivery[] = []
  for (const channel of channels) {
    const refusal = args.refusalOf?.(channel.id)
    const { state, reason, wakeAt } = refusal
      ? { state: 'failed' as const, reason: refusal, wakeAt: null }
      : beginningOf({ context, channel, isPending: args.isPending(channel.id), at })
    const [row] = await rows<{ id: ID }>(
      db,
      sql`
        with added as (
          insert into postyard_deliveries
            (tenant_id, plan_id, post_id, channel_id, kind, rendition_id, state, reason_code, reason,
             scheduled_at, wake_at, deadline_at, attempt, checks, fence, draft_state, content_version,
             parts_minutes, media_late_at, entitlement_id, updated_at, created_at)
          values
            (${tenant}, ${plan.id}, ${post}, ${channel.id}, ${channel.kind}, ${content.rendition}, ${state},
             ${reason.code}, ${reason.message}, ${at.toISOString()}, ${wakeAt?.toISOString() ?? null},
             ${refusal ? null : after(at, patience.held).toISOString()}, 0, 0, 0, 'none', 1,
             ${channel.kind === 'postiz' ? partsMinutesOf(content) : null},
             ${state === 'held' ? later(at, after(now, patience.media)).toISOString() : null},
             ${args.entitlementOf?.(channel.id) ?? null}, clock_timestamp(), clock_timestamp())
          returning id, tenant_id, plan_id, post_id, channel_id, state, scheduled_at, entitlement_id
        ), logged as (
          insert into postyard_events
            (type, schema_version, occurred_at, tenant_id, actor_kind, actor_id, actor_name, correlation_id,
             delivery_id, plan_id, data, updated_at, created_at)
          select 'distribution.delivery.' || state::text, 1, clock_timestamp(), tenant_id, ${caller.actor.kind},
                 ${String(caller.id)}, ${caller.name}, plan_id::text, id, plan_id,
                 jsonb_build_object('from', null, 'to', state, 'reasonCode', ${reason.code}::text,
                   'reason', ${reason.message}::text, 'attempt', 0, 'channel', channel_id, 'post', post_id,
                   'scheduledAt', scheduled_at, 'externalUrl', null,
                   'entitlement', entitlement_id),
                 clock_timestamp(), clock_timestamp()
          from added
        )
        select id from added`,
    )
    if (row) deliveries.push({ id: row.id, channel: channel.id, state })
  }
  const living = deliveries.filter(({ state }) => state !== 'failed')
  await wakeSoon({ payload, db, now, ids: living.map(({ id }) => id) })
  return { id: plan.id, deliveries }
}
