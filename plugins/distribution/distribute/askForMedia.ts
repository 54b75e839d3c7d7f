import type { CollectionSlug } from 'payload'
import type { ID } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import { freezeContent } from './freezeContent.ts'
import type { PostRecord } from './readPost.ts'
import { channelsOfPlan } from './replanPost.ts'

/**
 * Asks for all pictures and videos that a plan of a post shows, as that is now, and holds their rows until the caller's
 * transaction ends. Whoever sends several of its deliveries out again does this first: what lets one at a time look at
 * contents (`lockContents`) comes after it, and is held while the next delivery asks for the same. A post that lies in
 * the bin shows nothing new.
 *
 * @throws MEDIA_MISSING or RENDER_SPEC_INVALID, as `freezeContent`
 */
export const askForMedia = async (
  context: OperationContext,
  args: { post: ID; plan: ID },
): Promise<void> => {
  const { payload, settings, req } = context
  const post = (await payload.findByID({
    ...{ collection: settings.slugs.posts as CollectionSlug, id: args.post, depth: 0 },
    ...{ disableErrors: true, req },
  })) as unknown as PostRecord | null
  if (!post) return
  // Whether a channel takes it is found where it is sent out again there.
  const { channels, toCheck } = await channelsOfPlan({ context, post }, args.plan, [])
  await freezeContent({ context, post, channels, toCheck })
}
