import type { CollectionSlug } from 'payload'
import type { Channel } from '../../model/channel.ts'
import { contentOfDelivery } from '../../model/contentOfDelivery.ts'
import { type Db, rows, sql } from '../../model/database.ts'
import { readGrants } from '../../model/grants.ts'
import type { PlanExcerpt } from '../../model/planContent.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import type { OperationContext } from '../../operation.ts'
import { judgeGrant } from '../../plan/entitle/judgeGrant.ts'
import { isProgram } from '../../security/standing.ts'
import type { PostRecord } from '../readPost.ts'
import { channelsOf } from '../replanPost.ts'
import { entitlementIn, entitlePost, hasMedia, refuseDenied } from './entitlePost.ts'
import { readRepeats } from './readRepeats.ts'

type Args = {
  context: OperationContext
  row: DeliveryRow
  /** When it is to go out. */
  at: Date
}

const readExcerpt = async (db: Db, row: DeliveryRow): Promise<PlanExcerpt | undefined> => {
  const [found] = await rows<{ excerpt: PlanExcerpt | null }>(
    db,
    sql`
      select (${contentOfDelivery})->'excerpt' as excerpt
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      where d.id = ${row.id} and d.tenant_id = ${row.tenant_id}`,
  )
  return found?.excerpt ?? undefined
}

/** Staff leave a delivery with the entitlement of whoever distributed it, as long as that permits it. */
const isStillPermitted = async (
  { context, row, at }: Args,
  { channel, post, excerpt }: { channel: Channel; post: PostRecord; excerpt?: PlanExcerpt },
): Promise<boolean> => {
  const { db, payload, settings, caller } = context
  const { tenant_id: tenant, entitlement_id: id } = row
  if (id === null || isProgram(caller, tenant)) return false
  const [grant] = (await readGrants({ db, payload, settings, tenant, ids: [id] })).values()
  if (!grant) return false
  const { subject } = grant
  if (subject.kind === 'series' && subject.name !== (post.series?.trim() || null)) return false
  const repeats = await readRepeats({ db, tenant, post: row.post_id, except: row.id })
  const media = { hasMedia: hasMedia(post) && !excerpt?.withoutMedia }
  const denial = judgeGrant({
    grant,
    channel: {
      id: String(channel.id),
      name: channel.name,
      isRepeat: repeats.has(String(channel.id)),
    },
    form: excerpt
      ? { kind: 'excerpt', graphemes: excerpt.graphemes, ...media }
      : { kind: 'full', ...media },
    at,
  })
  return denial === undefined
}

/**
 * Whoever sends a delivery out anew, or at another time, needs the right to: a program its own entitlement; staff go on
 * under the one that the delivery has, else by their own right. The row names from then on what it goes out under.
 *
 * @throws ENTITLEMENT_DENIED
 */
export const entitleAgain = async (args: Args): Promise<void> => {
  const { context, row, at } = args
  const { payload, settings, db, req } = context
  const post = (await payload.findByID({
    collection: settings.slugs.posts as CollectionSlug,
    id: row.post_id,
    depth: 0,
    disableErrors: true,
    trash: true,
    req,
  })) as unknown as PostRecord | null
  const [channel] = await channelsOf(context, { tenant: row.tenant_id, ids: [row.channel_id] })
  if (!post || !channel) return
  const excerpt = await readExcerpt(db, row)
  if (await isStillPermitted(args, { channel, post, ...(excerpt ? { excerpt } : {}) })) return
  const entitled = await entitlePost({
    ...{ context, post, channels: [channel], at, delivery: row.id },
    ...(excerpt ? { excerpt } : {}),
  })
  refuseDenied(entitled.denied)
  const entitlement = entitlementIn(payload, entitled)(row.channel_id)
  if (entitlement === row.entitlement_id) return
  await db.execute(sql`
    update postyard_deliveries
    set entitlement_id = ${entitlement}, updated_at = clock_timestamp()
    where id = ${row.id} and tenant_id = ${row.tenant_id}`)
}
