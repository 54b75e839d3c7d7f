import type { Client } from './furnish.ts'

/** Where a collection is met: its type in GraphQL, and the record of a client that a test tries. */
type Shelf = { type: string; id: (client: Client) => string }

/** Every collection of the application, by its slug. Tests fail where one is missing here. */
export const shelves: Record<string, Shelf> = {
  tenants: { type: 'Tenant', id: (client) => client.tenant },
  users: { type: 'User', id: (client) => client.people.editor.id },
  media: { type: 'Media', id: (client) => client.media },
  posts: { type: 'Post', id: (client) => client.post },
  channels: { type: 'Channel', id: (client) => client.manual },
  plans: { type: 'Plan', id: (client) => client.plan },
  deliveries: { type: 'Delivery', id: (client) => client.delivery },
  receipts: { type: 'Receipt', id: (client) => client.receipt },
  'assist-tasks': { type: 'AssistTask', id: (client) => client.asked.task },
  devices: { type: 'Device', id: (client) => client.device },
  renditions: { type: 'Rendition', id: (client) => client.rendition },
  figures: { type: 'Figure', id: (client) => client.figure },
  events: { type: 'Event', id: (client) => client.event },
  subscribers: { type: 'Subscriber', id: (client) => client.subscriber },
  entitlements: { type: 'Entitlement', id: (client) => client.entitlement },
  series: { type: 'Series', id: (client) => client.series },
  'flight-plans': { type: 'FlightPlan', id: (client) => client.flightPlan },
  campaigns: { type: 'Campaign', id: (client) => client.campaign },
  clips: { type: 'Clip', id: (client) => client.clip },
  influencers: { type: 'Influencer', id: (client) => client.influencer },
  claims: { type: 'Claim', id: (client) => client.claim },
  'api-keys': { type: 'ApiKey', id: (client) => client.apiKeyOfProgram },
  'idempotency-keys': { type: 'IdempotencyKey', id: (client) => client.key },
  'payload-kv': { type: 'PayloadKv', id: (client) => client.key },
  'payload-jobs': { type: 'PayloadJob', id: (client) => client.job },
  'payload-locked-documents': { type: 'PayloadLockedDocument', id: (client) => client.lock },
  'payload-preferences': { type: 'PayloadPreference', id: (client) => client.preference },
}

/** What operations alone write: Payload's own create, update and delete are closed to everybody. */
export const closedShelves = [
  'plans',
  'deliveries',
  'receipts',
  'assist-tasks',
  'events',
  'subscribers',
  'renditions',
  'figures',
  'api-keys',
  'flight-plans',
  'claims',
  'idempotency-keys',
]
