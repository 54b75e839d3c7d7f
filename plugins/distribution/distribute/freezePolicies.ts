import { policyFor } from '../channels/transform/index.ts'
import type { Channel } from '../model/channel.ts'
import type { FrozenPolicies } from '../model/policy.ts'

/**
 * What is done with a post of this title on each channel before it goes out, as its plan keeps it: what was shown is what
 * is sent, whatever the channel is set to meanwhile. Undefined where it goes out everywhere as it is.
 */
export const freezePolicies = (
  channels: Channel[],
  { title }: { title: string },
): FrozenPolicies | undefined => {
  const found = channels.flatMap((channel) => {
    const policy = policyFor(channel, title)
    return policy ? [{ channel: String(channel.id), policy }] : []
  })
  if (found.length === 0) return undefined
  const alike = Map.groupBy(
    found.toSorted((a, b) => (a.channel < b.channel ? -1 : 1)),
    ({ policy }) => JSON.stringify(policy),
  )
  return [...alike.values()].flatMap(([first, ...others]) =>
    first
      ? { channels: [first, ...others].map(({ channel }) => channel), policy: first.policy }
      : [],
  )
}
