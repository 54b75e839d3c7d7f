import { mergeSettings } from '../channels/settings/mergeSettings.ts'
import { DistributionError } from '../errors.ts'
import type { Channel } from '../model/channel.ts'
import { channelSettingsOf, idsOf, type PostRecord } from './readPost.ts'

type ChannelSettings = Record<string, Record<string, unknown>>

/**
 * What a plan keeps of the settings that its post has for its channels: those of the channels of the plan. Those of the
 * post's other channels wait for another plan.
 *
 * @throws CHANNEL_SETTINGS_MISPLACED where settings are kept for a channel to which the post does not go
 */
export const freezeSettings = (args: {
  post: Pick<PostRecord, 'channels' | 'channelSettings'>
  channels: Channel[]
}): ChannelSettings | undefined => {
  const given = channelSettingsOf(args.post)
  if (!given) return undefined
  const own = new Set(args.channels.map(({ id }) => String(id)))
  const known = new Set([...own, ...idsOf(args.post.channels).map(String)])
  const misplaced = Object.keys(given).filter((id) => !known.has(id))
  if (misplaced.length > 0) {
    throw new DistributionError(
      'CHANNEL_SETTINGS_MISPLACED',
      'This post has settings for a channel that it does not go to. Remove them, or choose that channel.',
      {
        details: misplaced.map((id) => ({
          path: 'channelSettings',
          code: 'CHANNEL_SETTINGS_MISPLACED',
          message: id.slice(0, 64),
        })),
      },
    )
  }
  const kept = Object.entries(given).filter(([id]) => own.has(id))
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

/** The channels as they are for one post, with its settings over their own. */
export const withSettings = (
  channels: Channel[],
  channelSettings: ChannelSettings | undefined,
): Channel[] =>
  channels.map((channel) => ({ ...channel, settings: mergeSettings({ channel, channelSettings }) }))
