import type { CollectionSlug } from 'payload'
import type { PostRecord } from '../../distribute/readPost.ts'
import { type ID, sql } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'
import { explainRefusal } from '../../posts/explainRefusal.ts'
import { claimRender } from '../claimRender.ts'
import type { StandingClaim } from '../claimRows.ts'
import { claimTitle } from '../claimTitle.ts'
import { readClip } from '../readClip.ts'
import { keepByHand } from './keepByHand.ts'

type Args = {
  /** Of the house. */
  context: OperationContext
  claim: StandingClaim
  channels: ID[]
}

/** What a post says and shows, as far as a claim writes it. */
const shownBy = (post: Pick<PostRecord, 'title' | 'text' | 'media' | 'render'>) => ({
  title: post.title,
  text: post.text ?? '',
  shows: [post.media ?? [], post.render ?? null],
})

/**
 * The post of a claim, as the claim is now: made where there is none, or a person has put it into the bin; else brought up to
 * it, but for what was changed by hand. Nothing of it waits to go out while this is done, and the caller's transaction holds it.
 *
 * @throws INVALID_INPUT or MEDIA_MISSING where it makes no post, CLAIM_POST_EDITED where its video was changed by hand and would be another
 */
export const keepClaimPost = async (args: Args): Promise<PostRecord> => {
  const { context, claim, channels } = args
  const { db, payload, settings, req } = context
  const collection = settings.slugs.posts as CollectionSlug
  const clip = await readClip(db, claim)
  const shown = claimRender({ video: clip.video_id, overlays: claim.overlays })
  const says = { title: claimTitle(clip), text: clip.caption ?? '' }
  const refuse = (error: unknown): never => {
    throw explainRefusal(error)
  }
  const known =
    claim.post_id === null
      ? null
      : ((await payload.findByID({
          ...{ collection, id: claim.post_id, depth: 0, disableErrors: true, req },
        })) as unknown as PostRecord | null)
  const asked = { ...says, shows: [shown.media, shown.render] }
  const { written } = claim
  const byHand = known
    ? keepByHand({ written, now: shownBy(known), asked })
    : new Set<keyof typeof asked>()
  const data = {
    ...(byHand.has('title') ? {} : { title: says.title }),
    ...(byHand.has('text') ? {} : { text: says.text }),
    ...(byHand.has('shows') ? {} : shown),
    channels,
  }
  const kept = (await (known
    ? payload.update({ collection, id: known.id, data: data as never, depth: 0, req })
    : payload.create({
        ...{ collection, depth: 0, req },
        data: { tenant: claim.tenant_id, ...data } as never,
      })
  ).catch(refuse)) as unknown as PostRecord
  const now = shownBy(kept)
  const before = written?.kept ?? now
  const pick = <Name extends keyof typeof now>(name: Name) =>
    byHand.has(name) ? before[name] : now[name]
  const keptNow = { title: pick('title'), text: pick('text'), shows: pick('shows') }
  await db.execute(sql`
    update postyard_claims set written = ${JSON.stringify({ asked, kept: keptNow })}::jsonb
    where id = ${claim.id} and tenant_id = ${claim.tenant_id}`)
  return kept
}
