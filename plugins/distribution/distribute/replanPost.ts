import { noteContent } from '../contents/noteContent.ts'
import { wakeSoon } from '../dispatch/wakeSoon.ts'
import type { Actor } from '../model/changeState.ts'
import type { Channel } from '../model/channel.ts'
import { contentOfVersion } from '../model/contentOfDelivery.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { logEvent } from '../model/logEvent.ts'
import { mayBeKnown } from '../model/mayBeKnown.ts'
import type { PlanExcerpt, PlanFlight } from '../model/planContent.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../model/rows.ts'
import { inFlightStates, unfiredStates } from '../model/states.ts'
import { ownText } from '../model/variation.ts'
import type { OperationContext } from '../operation.ts'
import { awaitMedia } from './awaitMedia.ts'
import { takeExcerpt, wholeOf } from './entitle/takeExcerpt.ts'
import { freezeContent } from './freezeContent.ts'
import { moveContent } from './moveContent.ts'
import { variationOfPlan } from './network/variationOfPlan.ts'
import { ownTextsOfPlan } from './ownTextsOfPlan.ts'
import { type PostRecord, wordsOf } from './readPost.ts'
import type { Replanned } from './tellReplanned.ts'

type Args = {
  context: Pick<OperationContext, 'payload' | 'settings' | 'req' | 'db' | 'now'>
  /** As it is now, locked by the caller's transaction. */
  post: PostRecord
  actor: Actor
  /** Only this delivery of it. @default all that have not been sent */
  only?: ID
}

/** The rows are held until the transaction ends: none of them can be taken meanwhile, and one that is taken is left out. */
export const lockUnfired = async ({ context, post, only }: Args): Promise<DeliveryRow[]> => {
  const found = await rows<Record<string, unknown>>(
    context.db,
    sql`
      select ${sql.raw(deliveryColumns)}
      from postyard_deliveries d
      where d.post_id = ${post.id} and d.tenant_id = ${post.tenant}
        and d.state::text = any(${sql.param([...unfiredStates])})
        ${only === undefined ? sql`` : sql`and d.id = ${only}`}
        and not ${mayBeKnown}
      order by d.id
      for update of d`,
  )
  return found.map(toDeliveryRow)
}

/** The channels of deliveries, each once. */
export const channelsOf = async (
  { payload, settings, req }: Pick<OperationContext, 'payload' | 'settings' | 'req'>,
  args: { tenant: ID; ids: ID[] },
): Promise<Channel[]> => {
  const { docs } = await payload.find({
    collection: settings.slugs.channels,
    where: { and: [{ id: { in: [...new Set(args.ids)] } }, { tenant: { equals: args.tenant } }] },
    depth: 0,
    pagination: false,
    req,
  })
  return docs as unknown as Channel[]
}

/** The channels of all deliveries of a plan, and which of them are those of `deliveries`. */
export const channelsOfPlan = async (
  {
    context,
    post,
  }: {
    context: Pick<OperationContext, 'payload' | 'settings' | 'req' | 'db'>
    post: PostRecord
  },
  plan: ID,
  deliveries: Pick<DeliveryRow, 'channel_id'>[],
) => {
  const all = await rows<{ channel_id: ID }>(
    context.db,
    sql`select channel_id from postyard_deliveries where plan_id = ${plan} and tenant_id = ${post.tenant}`,
  )
  const ids = all.map((row) => row.channel_id)
  const channels = await channelsOf(context, { tenant: post.tenant, ids })
  const own = new Set(deliveries.map((row) => String(row.channel_id)))
  return { channels, toCheck: channels.filter(({ id }) => own.has(String(id))) }
}

/** What a plan was made with that its post does not say: of which excerpt, and as an item of which series. */
const readGiven = async ({ context, post }: Args, plan: ID) => {
  const [found] = await rows<{ excerpt: PlanExcerpt | null; flight: PlanFlight | null }>(
    context.db,
    sql`
      select content->'excerpt' as excerpt, content->'flight' as flight from postyard_plans
      where id = ${plan} and tenant_id = ${post.tenant}`,
  )
  return found
}

/** What depends on the channels of a plan, or on what was made for it, is not what the post says. */
const beside = sql.raw(`array['rendition', 'conversions', 'channelSettings', 'policies', 'flight']`)

/** How many deliveries of a post say something else than it says now, and can't take it back. */
const countKept = async (db: Db, post: PostRecord) => {
  const words = wordsOf(post)
  const ofExcerpt = [words.title, words.link, wholeOf(post)]
  const [kept] = await rows<{ live: number; under_way: number }>(
    db,
    sql`
      select count(*) filter (where k.state in ('published', 'dispatched'))::int as live,
        count(*) filter (
          where k.state::text = any(${sql.param([...inFlightStates, 'awaiting_human'])})
            or k.state::text = any(${sql.param([...unfiredStates])}) and k.is_known)::int as under_way
      from (
        select d.state, ${contentOfVersion} as content, ${mayBeKnown} as is_known
        from postyard_deliveries d
        join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
        where d.post_id = ${post.id} and d.tenant_id = ${post.tenant}
      ) k
      where case when k.content ? 'excerpt'
        then jsonb_build_array(k.content->'title', k.content->'link', k.content->'excerpt'->'whole')
          <> ${JSON.stringify(ofExcerpt)}::jsonb
        else k.content - ${beside} <> ${JSON.stringify(words)}::jsonb end`,
  )
  return { live: kept?.live ?? 0, underWay: kept?.under_way ?? 0 }
}

/**
 * Lets all deliveries of a post that have not been sent say what it says now, in the caller's transaction: each plan
 * that has some gets a new version of its content, what is staged for them is given up, and what waits for a picture
 * that is not shown any more goes on. What is being sent, is with a person, or is live keeps what it says; and so does what
 * its receiver may know already, since it goes on under the same id, and no list gets two letters.
 *
 * Of an edit and a worker that takes a delivery in the same moment, one comes first: the row is locked by both.
 *
 * @throws as `freezeContent`, where the post does not fit a channel to which it is still to go
 */
export const replanPost = async (args: Args): Promise<Replanned> => {
  const { context, post, actor } = args
  const { payload, settings, db, now } = context
  const { tenant } = post
  const unfired = await lockUnfired(args)
  const changed: ID[] = []
  const noted: ID[] = []
  for (const [plan, deliveries] of Map.groupBy(unfired, (row) => row.plan_id)) {
    const where = await channelsOfPlan(args, plan, deliveries)
    const given = await readGiven(args, plan)
    const taken = given?.excerpt ? takeExcerpt(post, given.excerpt) : undefined
    const said = taken?.post ?? post
    const variation = await variationOfPlan({
      ...{ context, post: said, plan, ...where },
      isExcerpt: taken !== undefined,
    })
    const textOf = await ownTextsOfPlan(db, { tenant, plan })
    const frozen = await freezeContent({
      ...{ context, post: said, ...where },
      ...(variation ? { variation } : {}),
      ...(textOf ? { textOf } : {}),
    })
    const content = {
      ...frozen.content,
      ...(taken ? { excerpt: taken.excerpt } : {}),
      ...(given?.flight ? { flight: given.flight } : {}),
    }
    const { moved, from, to } = await moveContent({
      db,
      tenant,
      plan,
      deliveries,
      content,
      ...(variation ? { variationOf: variation.variationOf } : {}),
      ...(textOf ? { variationOf: (channel) => ownText(textOf(channel)) } : {}),
      stageLeadMinutes: settings.stageLeadMinutes,
      now,
    })
    if (moved.length === 0) continue
    noted.push(plan)
    const apart = Map.groupBy(moved, (row) => frozen.isPending(row.channel_id))
    for (const [isPending, alike] of apart) {
      await awaitMedia({ db, settings, tenant, deliveries: alike, isPending, actor, now })
    }
    changed.push(...moved.map(({ id }) => id))
    await logEvent({
      db,
      type: 'distribution.plan.replanned',
      tenant,
      plan,
      actor,
      data: { post: post.id, from, to, deliveries: moved.map(({ id }) => id) },
    })
  }
  // Last of all: nothing is waited for by whoever holds contents.
  for (const plan of noted) await noteContent({ payload, db, tenant, plan })
  if (changed.length > 0) await wakeSoon({ payload, db, now, ids: changed })
  return { changed: changed.length, ...(await countKept(db, post)) }
}
