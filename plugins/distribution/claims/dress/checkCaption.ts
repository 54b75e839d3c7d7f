import { checkContent } from '../../channels/checkContent.ts'
import { transformFor } from '../../channels/transform/index.ts'
import type { ErrorDetail } from '../../errors.ts'
import type { Channel } from '../../model/channel.ts'
import type { ClaimPlatform } from '../../model/claims.ts'
import type { ID } from '../../model/database.ts'

type Args = {
  platform: ClaimPlatform
  caption: string
  /** The title of the claim's post. */
  title: string
  /** The account of the influencer there, where they have one. */
  channel: Channel | undefined
  tenant: ID
}

/** Where the influencer has no account yet, the platform's own rules hold. */
const standIn = ({ platform, tenant }: Args): Channel => ({
  ...{ id: platform, tenant, name: platform, platform, state: 'active' },
  kind: platform === 'snapchat' ? 'manual' : 'postiz',
})

/** A clip, of which nothing is known but that it is one: the words alone are looked at. */
const clip = {
  ...{ id: 'clip', version: 'clip', filename: 'clip.mp4', mimeType: 'video/mp4', bytes: 1 },
  open: () => Promise.reject(new Error('This file stands for a clip.')),
}

/** What keeps a caption from its platform, by the dated rules of that; empty where it fits. */
export const checkCaption = (args: Args): ErrorDetail[] => {
  const { platform, caption, title, channel = standIn(args) } = args
  const sent = transformFor(channel, { title, text: caption, media: [clip] })
  return [...sent.refusals, ...checkContent(channel, sent.content)]
    .filter(({ field }) => field === 'text')
    .map(({ code, message }) => ({ path: `captions.${platform}`, code, message }))
}
