import type { CollectionSlug } from 'payload'
import type { PostRecord } from '../../distribute/readPost.ts'
import type { ID } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'
import { explainRefusal } from '../../posts/explainRefusal.ts'
import { claimRender } from '../claimRender.ts'
import type { StandingClaim } from '../claimRows.ts'
import { claimTitle } from '../claimTitle.ts'
import { readClip } from '../readClip.ts'

type Args = {
  /** Of the house. */
  context: OperationContext
  claim: StandingClaim
  channels: ID[]
}

/**
 * The post of a claim, as the claim is now: made where there is none, or a person has put it into the bin; else brought up to
 * it. Nothing of it waits to go out while this is done, and the caller's transaction holds it.
 *
 * @throws INVALID_INPUT or MEDIA_MISSING where it makes no post
 */
export const keepClaimPost = async (args: Args): Promise<PostRecord> => {
  const { context, claim, channels } = args
  const { payload, settings, req } = context
  const collection = settings.slugs.posts as CollectionSlug
  const clip = await readClip(context.db, claim)
  const data = {
    title: claimTitle(clip),
    text: clip.caption ?? '',
    ...claimRender({ video: clip.video_id, overlays: claim.overlays }),
    channels,
  }
  const refuse = (error: unknown): never => {
    throw explainRefusal(error)
  }
  const known =
    claim.post_id === null
      ? null
      : await payload.findByID({
          ...{ collection, id: claim.post_id, depth: 0, disableErrors: true, req },
        })
  const kept = known
    ? await payload
        .update({ collection, id: known.id, data: data as never, depth: 0, req })
        .catch(refuse)
    : await payload
        .create({
          ...{ collection, depth: 0, req },
          data: { tenant: claim.tenant_id, ...data } as never,
        })
        .catch(refuse)
  return kept as unknown as PostRecord
}
