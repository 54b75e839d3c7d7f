import { filesOf } from '../channels/postiz/index.ts'
import { DistributionError } from '../errors.ts'
import { type ForeseenContent, openForesight } from '../media/foreseeMedia.ts'
import { readAddresses } from '../media/readAddresses.ts'
import { type Channel, passage } from '../model/channel.ts'
import { channelReason } from '../model/channelReason.ts'
import { parseId } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import type { ForeseenChannel, ForeseenProblem } from './foreseenOutput.ts'
import { foreseeOn, isToCome, nothing } from './foreseeOn.ts'
import { freezeSettings, withSettings } from './freezeSettings.ts'
import { beginningOf } from './makePlan.ts'
import { readCaps } from './readCaps.ts'
import { type PostRecord, readPost } from './readPost.ts'

const ofPost: Record<string, string> = {
  POST_EMPTY: 'text',
  MEDIA_MISSING: 'media',
  RENDER_SPEC_INVALID: 'render',
  CHANNEL_SETTINGS_MISPLACED: 'channelSettings',
}

type Found<T> = { found: T } | { problem: ForeseenProblem }

/** What is wrong with a post wherever it goes is told, not thrown: its writer has not ended yet. */
const orProblem = async <T>(work: () => Promise<T>): Promise<Found<T>> => {
  try {
    return { found: await work() }
  } catch (error) {
    const field = error instanceof DistributionError ? ofPost[error.code] : undefined
    if (!(error instanceof DistributionError) || field === undefined) throw error
    return { problem: { code: error.code, message: error.message, field } }
  }
}

type Args = {
  context: OperationContext
  post: PostRecord
  channels: Channel[]
  at: Date
}

/** What the post says, and how to foresee it on a channel with its files. */
const openPost = async ({ context, post }: Args) => {
  const { payload, settings, req } = context
  const { shown, spec } = await readPost({ context, post })
  return openForesight({ payload, settings, req, tenant: post.tenant, content: shown, spec })
}

/**
 * Foresees what distributing a post would do, without doing any of it: of each channel how it shows the post, what keeps
 * the post from there, what is still to be made for it, when it goes, and exactly what the receiver gets. The payload is
 * composed by what composes the one that is sent.
 */
export const foreseePost = async (
  args: Args,
): Promise<{ problems: ForeseenProblem[]; channels: ForeseenChannel[] }> => {
  const { context, post, channels, at } = args
  const { payload, settings, req, db } = context
  const { tenant } = post
  const frozen = await orProblem(async () => freezeSettings({ post, channels }))
  const opened = await orProblem(() => openPost(args))
  const problems = [frozen, opened].flatMap((one) => ('problem' in one ? one.problem : []))
  const caps = await readCaps({ db, tenant, channels, at })
  const own = withSettings(channels, 'found' in frozen ? frozen.found : undefined)
  const foreseen: { channel: Channel; content?: ForeseenContent }[] = []
  for (const channel of own) {
    foreseen.push({
      channel,
      ...('found' in opened ? { content: await opened.found.foresee(channel) } : {}),
    })
  }
  const files = foreseen.flatMap(({ content }) =>
    content
      ? filesOf(content.content).flatMap((file) => [file, content.makingOf(file)?.from ?? file])
      : [],
  )
  const ids = [...new Set(files.map(({ id }) => id))].flatMap((id) => parseId(payload, id) ?? [])
  const addresses = await readAddresses({ payload, settings, req, tenant, ids })
  return {
    problems,
    channels: foreseen.map(({ channel, content }) => {
      const { id, name, platform, kind } = channel
      const cap = caps.get(String(id))
      const isPending = content
        ? filesOf(content.content).some((file) => isToCome(content, file))
        : false
      const kept = passage[channel.state] === 'open' ? undefined : channelReason(channel)
      const begun = beginningOf({ context, channel, isPending, at })
      const { code, message } = kept ?? begun.reason
      return {
        channel: id,
        name,
        platform,
        kind,
        account: { name: channel.accountName ?? name, picture: channel.picture ?? null },
        ...(content && 'found' in opened
          ? foreseeOn({ channel, shown: opened.found.shown, foreseen: content, addresses })
          : nothing),
        ...(cap ? { cap } : {}),
        goes: {
          at: at.toISOString(),
          state: kept ? ('held' as const) : begun.state,
          code,
          reason: message,
        },
      }
    }),
  }
}
