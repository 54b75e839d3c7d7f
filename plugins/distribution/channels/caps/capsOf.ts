import type { Channel } from '../../model/channel.ts'
import { type CapRule, findRules } from '../postiz/index.ts'

/**
 * How many posts a channel may make in which time: the channel's own figure where it has one, else its platform's.
 * A person who posts by hand is held to the channel's own alone.
 */
export const capsOf = (
  channel: Pick<Channel, 'kind' | 'platform' | 'dailyCap'>,
): readonly CapRule[] => {
  const { dailyCap } = channel
  if (typeof dailyCap === 'number' && dailyCap > 0) {
    const source = 'The channel: its own figure for posts in 24 hours'
    return [{ posts: dailyCap, hours: 24, source, checkedOn: '' }]
  }
  return channel.kind === 'postiz' ? (findRules(channel.platform)?.caps ?? []) : []
}

/** The longest time that any of these looks back, in ms. */
export const spanOf = (caps: readonly CapRule[]): number =>
  Math.max(0, ...caps.map(({ hours }) => hours)) * 60 * 60_000
