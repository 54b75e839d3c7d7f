import type { Permission } from '../../security/permissions.ts'

/** What a scope lets a program do, for people. */
const words: Partial<Record<Permission, string>> = {
  'posts.read': 'Read and check posts',
  'posts.write': 'Write posts, and make their pictures and videos',
  'media.read': 'See pictures and videos',
  'media.write': 'Add pictures and videos',
  'channels.read': 'See channels and how they are',
  'plans.read': 'Follow plans, deliveries and receipts',
  'plans.write': 'Distribute posts: plan, move, cancel and send again',
  'events.read': 'Read what happened, as it happens',
  'entitlements.read': 'See what it is entitled to distribute',
  'series.read': 'See evergreen series, their items and flights',
  'figures.read': 'Read the figures of channels and posts',
  'campaigns.read': 'See campaigns and their clips',
  'influencers.read': 'See influencers and their accounts',
  'claims.read': 'Follow all claims',
  'claims.own': 'Ask how a claim stands',
  'claims.ingest': 'Send claims: who may publish which clip',
  'tenants.read': 'See the name and the time zone of the client',
}

/** The name of the permission where there are no words for it. */
export const wordsOf = (scope: string): string => words[scope as Permission] ?? scope
