/** What a subscriber can be asked for in one tick. */
export const eventGroups = [
  { types: ['distribution.plan.*'], words: 'Plans: completed, paused, resumed, replanned' },
  { types: ['distribution.published'], words: 'A post is live on a channel' },
  { types: ['distribution.job.failed'], words: 'A post has failed on a channel' },
  { types: ['distribution.delivery.*'], words: 'Each step of each post on each channel' },
  { types: ['distribution.task.*'], words: 'What people are asked to post, and what they answer' },
  { types: ['distribution.claim.*'], words: 'What becomes of the claims of influencers' },
  {
    types: ['distribution.channel.*', 'distribution.connection.*'],
    words: 'Channels and the connection to Postiz',
  },
  {
    types: [
      ...(['distribution.key.*', 'distribution.entitlement.*'] as const),
      ...(['distribution.subscriber.*', 'distribution.claim_source.*'] as const),
    ],
    words: 'Keys, entitlements, subscribers and sources of claims',
  },
] as const

/** Ticked on a new one: what most programs want to know. */
export const usualTypes: readonly string[] = eventGroups
  .slice(0, 3)
  .flatMap(({ types }): readonly string[] => types)

/** What a subscriber is sent, in words. */
export const tellTypes = (types: readonly string[]): string[] => {
  if (types.length === 0) return ['Everything']
  const whole = eventGroups.filter((group) => group.types.every((type) => types.includes(type)))
  const said = new Set<string>(whole.flatMap((group): readonly string[] => group.types))
  return [...whole.map(({ words }) => words), ...types.filter((type) => !said.has(type))]
}
