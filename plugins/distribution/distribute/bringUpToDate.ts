import type { CollectionSlug } from 'payload'
import { readDelivery } from '../model/claimDelivery.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { OperationContext } from '../operation.ts'
import { entitleAgain } from './entitle/entitleAgain.ts'
import { lockPost } from './lockPost.ts'
import type { PostRecord } from './readPost.ts'
import { replanPost } from './replanPost.ts'

/**
 * Sends a delivery out again as its post is now: `send` gives it its new life, and then it says what the post says. A
 * post that lies in the bin is left as it was.
 *
 * @throws ENTITLEMENT_DENIED, and as `replanPost`
 */
export const bringUpToDate = async (
  context: OperationContext,
  row: DeliveryRow,
  send: () => Promise<DeliveryRow>,
): Promise<DeliveryRow> => {
  const { payload, settings, db, req, caller } = context
  await lockPost(db, { id: row.post_id, tenant: row.tenant_id })
  await entitleAgain({ context, row, at: context.now })
  const sent = await send()
  const post = (await payload.findByID({
    collection: settings.slugs.posts as CollectionSlug,
    id: row.post_id,
    depth: 0,
    disableErrors: true,
    req,
  })) as unknown as PostRecord | null
  if (!post) return sent
  const { changed } = await replanPost({ context, post, actor: caller.actor, only: row.id })
  if (changed === 0) return sent
  return (await readDelivery({ db, tenant: row.tenant_id, id: row.id })) ?? sent
}
