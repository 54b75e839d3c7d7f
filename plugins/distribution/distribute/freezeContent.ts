import type { Content, Refusal } from '../channels/adapter.ts'
import { checkContent } from '../channels/checkContent.ts'
import { transformFor } from '../channels/transform/index.ts'
import { DistributionError, type ErrorCode } from '../errors.ts'
import { findConversions } from '../media/findConversions.ts'
import { readMedia } from '../media/openMedia.ts'
import { type FoundRow, findOrAddRendition } from '../media/renditions.ts'
import type { Channel } from '../model/channel.ts'
import type { ID } from '../model/database.ts'
import type { PlanContent } from '../model/planContent.ts'
import type { OperationContext } from '../operation.ts'
import { freezePolicies } from './freezePolicies.ts'
import { freezeSettings, withSettings } from './freezeSettings.ts'
import type { OpenVariation } from './network/openVariation.ts'
import { refuseVariants } from './network/refuseVariants.ts'
import { type PostRecord, readPost, wordsOf } from './readPost.ts'

type Context = Pick<OperationContext, 'payload' | 'settings' | 'req'>

/** What `freezeContent` refuses with. */
export const contentErrors = [
  'POST_EMPTY',
  'MEDIA_MISSING',
  'RENDER_SPEC_INVALID',
  'CHANNEL_SETTINGS_MISPLACED',
  'CONTENT_REFUSED',
] as const satisfies ErrorCode[]

/** `isPending` tells whether a channel waits for a picture or video that is still to be made or converted. */
export type Frozen = { content: PlanContent; isPending: (channel: ID) => boolean }

/**
 * What a plan says from now on, whatever becomes of its post.
 *
 * @throws those of `contentErrors`; CONTENT_REFUSED with one detail for each rule that is broken
 */
export const freezeContent = async (args: {
  context: Context
  post: PostRecord
  /** All of the plan. */
  channels: Channel[]
  /** Those to which it is still to go, whose rules count. @default all */
  toCheck?: Channel[]
  /** Of a network plan: what its channels say of the post. @default all say the same */
  variation?: OpenVariation
  /** Of an ordinary plan: what a channel says in place of the text of the post. @default nothing */
  textOf?: (channel: ID) => string | undefined
}): Promise<Frozen> => {
  const { context, post, channels, toCheck = channels, variation, textOf } = args
  const { payload, settings, req } = context
  const { shown, spec } = await readPost({ context, post })
  const channelSettings = freezeSettings({ post, channels })
  const refuse = (content: Content) => {
    const own = withSettings(toCheck, channelSettings)
    if (variation) refuseVariants(variation, own, content)
    else refuseWhatDoesNotFit(own, content, textOf)
  }
  refuse(shown)
  const rendition = spec
    ? await findOrAddRendition({
        payload,
        settings,
        req,
        tenant: post.tenant,
        spec,
      })
    : undefined
  const isRenderPending = rendition !== undefined && rendition.state !== 'ready'
  const content = await showMade({ context, post, shown, rendition })
  if (content !== shown) refuse(content)
  const { conversions, isPending } = await findConversions({
    payload,
    settings,
    req,
    tenant: post.tenant,
    channels: withSettings(channels, channelSettings),
    content,
  })
  const policies = freezePolicies(channels, content)
  return {
    content: {
      ...wordsOf(post),
      rendition: rendition?.id ?? null,
      ...(channelSettings === undefined ? {} : { channelSettings }),
      ...(conversions.length === 0 ? {} : { conversions }),
      ...(policies === undefined ? {} : { policies }),
    },
    isPending: (channel) => isRenderPending || isPending(channel),
  }
}

/** The content with its card or video, where that is made already: its size is known then. */
const showMade = async (args: {
  context: Context
  post: PostRecord
  shown: Content
  rendition: FoundRow | undefined
}): Promise<Content> => {
  const { context, post, shown, rendition } = args
  if (rendition?.state !== 'ready' || rendition.file === null) return shown
  const { payload, settings, req } = context
  const ids = [rendition.file]
  const [made] = await readMedia({ payload, settings, tenant: post.tenant, ids, req })
  return made ? { ...shown, media: [made, ...shown.media.slice(1)] } : shown
}

const refuseWhatDoesNotFit = (
  channels: Channel[],
  content: Content,
  textOf: (channel: ID) => string | undefined = () => undefined,
): void => {
  const refused = channels.flatMap((channel) => {
    const text = textOf(channel.id)
    const sent = transformFor(channel, text === undefined ? content : { ...content, text })
    return [...sent.refusals, ...checkContent(channel, sent.content)].map((refusal: Refusal) => ({
      channel,
      refusal,
    }))
  })
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
