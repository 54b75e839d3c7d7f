import type { Content, MediaFile, Refusal } from '../channels/adapter.ts'
import { checkContent } from '../channels/checkContent.ts'
import { readTenant } from '../channels/readConnection.ts'
import { DistributionError } from '../errors.ts'
import { readMedia } from '../media/openMedia.ts'
import { readSpec } from '../media/readSpec.ts'
import { findOrAddRendition } from '../media/renditions.ts'
import type { Channel } from '../model/channel.ts'
import type { ID } from '../model/database.ts'
import type { PlanContent } from '../model/planContent.ts'
import type { OperationContext } from '../operation.ts'

export type PostRecord = {
  id: ID
  tenant: ID
  title: string
  text?: string | null
  link?: string | null
  media?: ID[] | null
  render?: unknown
  channels?: ID[] | null
  publishAt?: string | null
}

/** The place of a picture or video that is not made yet, so that the rules of a channel can be asked already. */
const madeLater = (kind: 'card' | 'video'): MediaFile => ({
  id: 'rendition',
  version: 'rendition',
  filename: kind === 'card' ? 'card.png' : 'video.mp4',
  mimeType: kind === 'card' ? 'image/png' : 'video/mp4',
  // Its size is not known yet; the rules look at it again when it is staged.
  bytes: 1,
  open: () => Promise.reject(new Error('This file is made later.')),
})

/**
 * What a plan says from now on, whatever becomes of its post.
 *
 * @throws POST_EMPTY, MEDIA_MISSING, RENDER_SPEC_INVALID, CONTENT_REFUSED with one detail for each rule it breaks
 */
export const freezeContent = async (args: {
  context: OperationContext
  post: PostRecord
  channels: Channel[]
}): Promise<{ content: PlanContent; isRenderPending: boolean }> => {
  const { context, post, channels } = args
  const { payload, settings, req } = context
  const ids = post.media ?? []
  const spec = readSpec(post.render)
  const files = await readMedia({ payload, settings, tenant: post.tenant, ids, req })
  if (files.length !== ids.length) {
    throw new DistributionError(
      'MEDIA_MISSING',
      'A picture or video of this post was removed. Choose another one, then distribute it.',
    )
  }
  const text = post.text ?? ''
  if (text.trim() === '' && files.length === 0 && !spec) {
    throw new DistributionError(
      'POST_EMPTY',
      'This post says and shows nothing. Give it a text or a picture.',
    )
  }
  const shown: Content = {
    title: post.title,
    text,
    link: post.link ?? null,
    media: spec ? [madeLater(spec.kind), ...files] : files,
  }
  refuseWhatDoesNotFit(channels, shown)
  const rendition = spec
    ? await findOrAddRendition({
        payload,
        settings,
        req,
        tenant: post.tenant,
        tenantName: (await readTenant({ payload, settings, tenant: post.tenant, req })).name,
        spec,
      })
    : undefined
  return {
    content: {
      title: post.title,
      text,
      link: post.link ?? null,
      media: ids,
      rendition: rendition?.id ?? null,
    },
    isRenderPending: rendition !== undefined && rendition.state !== 'ready',
  }
}

const refuseWhatDoesNotFit = (channels: Channel[], content: Content): void => {
  const refused = channels.flatMap((channel) =>
    checkContent(channel, content).map((refusal: Refusal) => ({ channel, refusal })),
  )
  if (refused.length === 0) return
  throw new DistributionError(
    'CONTENT_REFUSED',
    refused.map(({ channel, refusal }) => `${channel.name}: ${refusal.message}`).join(' '),
    {
      details: refused.map(({ channel, refusal }) => ({
        path: `${channel.id}.${refusal.field}`,
        code: refusal.code,
        message: refusal.message,
      })),
    },
  )
}
