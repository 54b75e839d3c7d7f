import type { CollectionConfig } from 'payload'
import type { OwnCollection, Settings } from '../../options.ts'
import { apiKeys } from './apiKeys.ts'
import { assistTasks } from './assistTasks.ts'
import { campaigns } from './campaigns.ts'
import { channels } from './channels.ts'
import { claims } from './claims.ts'
import { clips } from './clips.ts'
import { deliveries } from './deliveries.ts'
import { devices } from './devices.ts'
import { entitlements } from './entitlements.ts'
import { events } from './events.ts'
import { figures } from './figures.ts'
import { flightPlans } from './flightPlans.ts'
import { idempotencyKeys } from './idempotencyKeys.ts'
import { influencers } from './influencers.ts'
import { plans } from './plans.ts'
import { posts } from './posts.ts'
import { receipts } from './receipts.ts'
import { renditions } from './renditions.ts'
import { series } from './series.ts'
import { subscribers } from './subscribers.ts'

export const collections: Record<OwnCollection, (settings: Settings) => CollectionConfig> = {
  posts,
  channels,
  plans,
  deliveries,
  receipts,
  'assist-tasks': assistTasks,
  devices,
  renditions,
  figures,
  events,
  subscribers,
  'api-keys': apiKeys,
  entitlements,
  'idempotency-keys': idempotencyKeys,
  series,
  'flight-plans': flightPlans,
  campaigns,
  clips,
  influencers,
  claims,
}

/** The collections whose every record belongs to one tenant; list them in plugin-multi-tenant. */
export const tenantCollections = [
  'posts',
  'channels',
  'plans',
  'deliveries',
  'receipts',
  'assist-tasks',
  'renditions',
  'figures',
  'events',
  'subscribers',
  'api-keys',
  'entitlements',
  'series',
  'flight-plans',
  'campaigns',
  'clips',
  'influencers',
  'claims',
] as const satisfies OwnCollection[]
