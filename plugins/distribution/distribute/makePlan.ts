import { noteContent } from '../contents/noteContent.ts'
import { wakeSoon } from '../dispatch/wakeSoon.ts'
import type { Reason } from '../model/changeState.ts'
import type { Channel } from '../model/channel.ts'
import { type ID, rows, sql } from '../model/database.ts'
import { after, later, patience } from '../model/deadlines.ts'
import type { NetworkPlan } from '../model/networkPlan.ts'
import { type PlanContent, partsMinutesOf } from '../model/planContent.ts'
import { reasons } from '../model/reasons.ts'
import type { DeliveryState } from '../model/states.ts'
import { contentWith, type Variation } from '../model/variation.ts'
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
  /** When it goes out on a channel. @default `at` on all */
  timeOf?: (channel: ID) => Date
  /** What a channel says otherwise than the plan. @default nothing */
  variationOf?: (channel: ID) => Variation | null
  /** Of a network plan. */
  network?: NetworkPlan
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

/** So many deliveries are written by one statement. */
const batch = 500

/** The columns of a delivery that a plan gives it; their types are those of the table. */
const columns = [
  'tenant_id',
  'plan_id',
  'post_id',
  'channel_id',
  'kind',
  'rendition_id',
  'state',
  'reason_code',
  'reason',
  'scheduled_at',
  'planned_at',
  'wake_at',
  'deadline_at',
  'attempt',
  'checks',
  'fence',
  'draft_state',
  'content_version',
  'parts_minutes',
  'media_late_at',
  'entitlement_id',
  'variation',
] as const

type NewRow = Record<(typeof columns)[number], unknown>

const rowFor = (args: Args, plan: ID, channel: Channel): NewRow => {
  const { context, content } = args
  const at = args.timeOf?.(channel.id) ?? args.at
  const refusal = args.refusalOf?.(channel.id)
  const variation = args.variationOf?.(channel.id) ?? null
  const { state, reason, wakeAt } = refusal
    ? { state: 'failed' as const, reason: refusal, wakeAt: null }
    : beginningOf({ context, channel, isPending: args.isPending(channel.id), at })
  return {
    tenant_id: args.tenant,
    plan_id: plan,
    post_id: args.post,
    channel_id: channel.id,
    kind: channel.kind,
    rendition_id: content.rendition,
    state,
    reason_code: reason.code,
    reason: reason.message,
    scheduled_at: at,
    planned_at: at,
    wake_at: wakeAt,
    deadline_at: refusal ? null : after(at, patience.held),
    attempt: 0,
    checks: 0,
    fence: 0,
    draft_state: 'none',
    content_version: 1,
    parts_minutes:
      channel.kind === 'postiz' ? partsMinutesOf(contentWith(content, variation)) : null,
    media_late_at: state === 'held' ? later(at, after(context.now, patience.media)) : null,
    entitlement_id: args.entitlementOf?.(channel.id) ?? null,
    variation,
  }
}

const names = sql.raw(columns.join(', '))

type Added = { id: ID; channel_id: ID; state: DeliveryState }

/** Writes deliveries, and an event for each in the same statement. */
const addRows = ({ context, tenant }: Args, plan: ID, added: NewRow[]): Promise<Added[]> => {
  const { db, caller } = context
  return rows<Added>(
    db,
    sql`
      with added as (
        insert into postyard_deliveries (${names}, updated_at, created_at)
        select ${names}, clock_timestamp(), clock_timestamp()
        from jsonb_populate_recordset(null::postyard_deliveries, ${JSON.stringify(added)}::jsonb)
        returning id, tenant_id, plan_id, post_id, channel_id, state, reason_code, reason, scheduled_at, entitlement_id
      ), logged as (
        insert into postyard_events
          (type, schema_version, occurred_at, tenant_id, actor_kind, actor_id, actor_name, correlation_id,
           delivery_id, plan_id, data, updated_at, created_at)
        select 'distribution.delivery.' || state::text, 1, clock_timestamp(), ${tenant}, ${caller.actor.kind},
               ${caller.actor.id === undefined ? null : String(caller.actor.id)}, ${caller.name}, ${String(plan)}, id, plan_id,
               jsonb_build_object('from', null, 'to', state, 'reasonCode', reason_code,
                 'reason', reason, 'attempt', 0, 'channel', channel_id, 'post', post_id,
                 'scheduledAt', scheduled_at, 'externalUrl', null, 'entitlement', entitlement_id),
               clock_timestamp(), clock_timestamp()
        from added
      )
      select id, channel_id, state from added`,
  )
}

/**
 * Writes a plan with one delivery for each channel, each at its time, and wakes those that are due before the next tick.
 * All of it is in the caller's transaction. A thousand deliveries take a few statements.
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
      ...(args.network ? { network: args.network } : {}),
    } as never,
    depth: 0,
    req,
  })) as unknown as { id: ID }
  const byChannel = new Map<string, PlannedDelivery>()
  for (let from = 0; from < channels.length; from += batch) {
    const some = channels.slice(from, from + batch).map((channel) => rowFor(args, plan.id, channel))
    for (const { id, channel_id: channel, state } of await addRows(args, plan.id, some)) {
      byChannel.set(String(channel), { id, channel, state })
    }
  }
  const deliveries = channels.flatMap(({ id }) => byChannel.get(String(id)) ?? [])
  await noteContent({ payload, db, tenant, plan: plan.id })
  const living = deliveries.filter(({ state }) => state !== 'failed')
  await wakeSoon({ payload, db, now, ids: living.map(({ id }) => id) })
  return { id: plan.id, deliveries }
}
