import type { Channel } from '../../model/channel.ts'
import type { ID } from '../../model/database.ts'
import type { PlanContent } from '../../model/planContent.ts'
import type { OperationContext } from '../../operation.ts'
import type { VariationOptions } from '../../plan/vary/index.ts'
import {
  type DeniedChannel,
  type Entitled,
  type ExcerptWish,
  entitlePost,
  refuseDenied,
} from '../entitle/entitlePost.ts'
import { findLeftOut, type LeftOut } from '../findLeftOut.ts'
import { freezeContent } from '../freezeContent.ts'
import { freezeSettings, withSettings } from '../freezeSettings.ts'
import { type PostRecord, readPost, wordsOf } from '../readPost.ts'
import type { Judge } from './judgeStart.ts'
import { type OpenVariation, openVariation } from './openVariation.ts'
import { refuseOwnWords } from './refuseOwnWords.ts'
import { refuseVariants } from './refuseVariants.ts'

type Args = {
  context: OperationContext
  post: PostRecord
  channels: Channel[]
  window: { from: string; to: string }
  variation?: VariationOptions
  excerpt?: ExcerptWish
  seed: string
  isRehearsal: boolean
  judge: Judge['judge']
}

/** What a network plan says, and on which accounts. */
export type Said = {
  channels: Channel[]
  /** Accounts that forbid what is laid over the video. */
  left: LeftOut[]
  entitled: Entitled
  content: PlanContent
  isPending: (channel: ID) => boolean
  /** Missing where a rehearsal finds faults in the templates. */
  variation: OpenVariation | undefined
  /** All texts that go out, each once. */
  texts: string[]
}

const notYet = {
  code: 'ENTITLEMENT_NOT_YET',
  message:
    'The entitlement that holds at the end of the window begins after the window does. Let the window begin later.',
} as const

/** It may go out at any time of the window, so it must be permitted at both ends. */
const entitle = async (args: Args): Promise<Entitled> => {
  const { context, post, channels, window, excerpt } = args
  const asked = { context, post, channels, ...(excerpt === undefined ? {} : { excerpt }) }
  const entitled = await entitlePost({ ...asked, at: new Date(window.to) })
  if (entitled.grants.size === 0 && entitled.denied.length === 0) return entitled
  const { denied } = await entitlePost({ ...asked, at: new Date(window.from) })
  // A delivery names the grant of the window's end, so that one must hold from its beginning on.
  const late = channels.flatMap((channel): DeniedChannel[] => {
    const begins = entitled.grants.get(String(channel.id))?.validFrom
    return begins && begins > new Date(window.from) ? [{ channel, denial: notYet }] : []
  })
  const first = new Map<string, DeniedChannel>()
  for (const one of [...entitled.denied, ...denied, ...late]) {
    if (!first.has(String(one.channel.id))) first.set(String(one.channel.id), one)
  }
  return { ...entitled, denied: [...first.values()] }
}

/** What starting would freeze, without adding anything. */
const rehearseContent = async (
  args: Args,
  post: PostRecord,
  variation: OpenVariation | undefined,
): Promise<PlanContent> => {
  const { context, channels, judge } = args
  await judge(async () => {
    const { shown } = await readPost({ context, post })
    const own = withSettings(channels, freezeSettings({ post, channels }))
    if (variation) refuseVariants(variation, own, shown)
  })
  return { ...wordsOf(post), rendition: null }
}

/**
 * What each account of a network plan says: what may be said there, varied by the seed, and held against the rules of its
 * platform, as it is and as another draw might have it.
 *
 * @throws ENTITLEMENT_DENIED, VARIATION_INVALID, those of `contentErrors`; of a rehearsal they go to its judge
 */
export const sayStart = async (args: Args): Promise<Said> => {
  const { context, seed, isRehearsal, judge } = args
  const entitled = await entitle(args)
  const { post, denied, excerpt } = entitled
  await judge(() => refuseDenied(denied))
  await judge(() => refuseOwnWords(entitled, args.variation))
  const left = (await judge(() => findLeftOut({ context, post, channels: args.channels }))) ?? []
  const without = new Set(left.map(({ channel }) => String(channel.id)))
  const channels = args.channels.filter(({ id }) => !without.has(String(id)))
  const variation = await judge(() =>
    openVariation({
      ...{ context, post, channels, options: args.variation, seed },
      isExcerpt: excerpt !== undefined,
    }),
  )
  const frozen =
    isRehearsal || !variation
      ? {
          content: await rehearseContent({ ...args, channels }, post, variation),
          isPending: () => false,
        }
      : await freezeContent({ context, post, channels, variation })
  const { content, isPending } = frozen
  const texts = variation ? channels.map(({ id }) => variation.variedOf(id).said.text) : []
  return {
    ...{ channels, left, entitled, variation, isPending },
    content: excerpt ? { ...content, excerpt } : content,
    texts: [...new Set(texts)],
  }
}
