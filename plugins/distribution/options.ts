import type { Agent } from 'node:https'
import type { Credential } from 'firebase-admin/app'
import type { CollectionConfig, CollectionSlug, Payload } from 'payload'
import type { MailServer } from './channels/email/mailAccess.ts'
import type { ID } from './id.ts'
import type { Peaks } from './plan/spread/problem.ts'
import type { Permission, Role } from './security/permissions.ts'
import type { PrivateHosts, Reach } from './security/reach.ts'
import type { SourceLimits } from './series/sources/sourceLimits.ts'

/** What a user may do, and where. */
export type Standing = {
  /** May do everything in every tenant. */
  isAgencyAdmin: boolean
  /** `only`: of what the roles allow, nothing but this. */
  roles: { tenant: ID; roles: Role[]; only?: readonly Permission[] }[]
}

export type PushOptions = {
  projectId: string
  /** A service account as Google hands it out, or a credential of firebase-admin. */
  serviceAccount?: { client_email: string; private_key: string; project_id?: string }
  credential?: Credential
  /** For networks that need their own way out. */
  httpAgent?: Agent
  /** What Firebase gives browsers to take pushes with; nothing in it is secret. */
  web?: { config: Record<string, string>; vapidKey: string }
}

/** What making pictures and videos may take. */
export type MediaOptions = {
  /** How many one worker process makes side by side. @default 2 */
  slots?: number
  /** How many all worker processes together make side by side. @default as many as they have slots */
  installationSlots?: number
  /** Minutes that making one may take. @default 30 */
  limitMinutes?: number
  /** Megabytes of memory that FFmpeg may take for one. @default 3072 */
  memoryMb?: number
  /** Megabytes that must stay free on the disk beside what one needs. @default 512 */
  freeDiskMb?: number
  /** Days after which a file that was made, and that nothing shows any more, is removed. @default 90 */
  keepDays?: number
}

/** How one post is spread over many accounts. */
export type NetworkDefaults = {
  /** Hours within which all of it goes out. @default 6 */
  windowHours?: number
  /** Minutes between two posts of one plan; decimals are allowed. @default 2 to 15 */
  gapMinutes?: { min?: number; max?: number }
  /**
   * When most people look, by the clock of each account's own zone.
   * @default 06:00 to 09:00, 12:00 to 14:00, 18:00 to 22:00; at weekends 09:00 to 12:00, 17:00 to 22:00
   */
  peaks?: Partial<Peaks>
}

/** How the fields of a collection stand for what an item of a series is made of. */
export type ItemFields = {
  title: string
  text?: string
  link?: string
  /** An upload of the media collection, or several, of which the first is taken. */
  image?: string
  /** Whether it is a draft: a checkbox, or Payload's own `_status`. */
  draft?: string
}

/** Where series may have their items from. */
export type SeriesDefaults = {
  /** The folder below which tenants' folders of content lie, as an absolute path. Without it there are no folders. */
  contentRoot?: string
  /**
   * Collections from which series may draw, by slug, and what of them is what. Each must hold its tenant in `tenant`.
   * @default the posts of the plugin
   */
  collections?: Record<string, ItemFields>
}

export type DistributionOptions = {
  /**
   * Keys that encrypt credentials at rest: the first encrypts, all decrypt. `key` is 32 bytes in base64.
   */
  encryptionKeys: { id: string; key: string }[]
  /** Signs links to files; at least 32 characters. */
  linkSecret: string
  /** Where this installation is reached, without a slash at the end: `https://postyard.example`. */
  serverUrl: string
  /** @default 'tenants' */
  tenantsSlug?: CollectionSlug
  /** @default 'users' */
  usersSlug?: CollectionSlug
  /** @default 'media' */
  mediaSlug?: CollectionSlug
  /**
   * Other slugs for the plugin's own collections, where the application has one of that name already.
   * The tables keep their names (`postyard_posts`, …).
   */
  slugs?: Partial<Record<OwnCollection, string>>
  /**
   * What a user may do. By default `user.isAgencyAdmin` and `user.tenants[].roles` are read.
   */
  standingOf?: (user: Record<string, unknown>) => Standing
  /** Push to the phones of field agents; without it they see their tasks on the phone page only. */
  push?: PushOptions
  /** Minutes before it is due that a delivery is staged at Postiz. @default 15 */
  stageLeadMinutes?: number
  /** Minutes before it is due that its pictures and videos are made. @default 60 */
  renderLeadMinutes?: number
  /** What making pictures and videos may take. */
  media?: MediaOptions
  /**
   * Seconds between two overdue posts of one channel when Postyard catches up after an outage; 0 lets all of them go
   * at once. @default 30
   */
  catchUpSeconds?: number
  /** Milliseconds that a call to Postiz may take. @default 10000 */
  postizTimeoutMs?: number
  /**
   * Hosts on private networks at which a tenant's Postiz may be, by name or address: `['postiz', '10.0.0.7']`, or 'all'.
   * Tenants give the address of their Postiz themselves; without this it must be a public one.
   * @default 'all' where `serverUrl` is of this machine, else none
   */
  privatePostizHosts?: PrivateHosts
  /**
   * Hosts on private networks to which posts may be sent by webhook or mail, by name or address, or 'all'. Clients give
   * the addresses of their receivers themselves; without this they must be public ones.
   * @default 'all' where `serverUrl` is of this machine, else none
   */
  privateReceiverHosts?: PrivateHosts
  /**
   * The mail server of the installation, for mail channels of clients that have none of their own:
   * `smtps://name:password@smtp.example`.
   */
  mail?: { url: string; from: string }
  /** Milliseconds that a call to a webhook may take. @default 15000 */
  webhookTimeoutMs?: number
  /** Minutes between two checks of each tenant's channels at Postiz. @default 30 */
  checkChannelsMinutes?: number
  /**
   * Requests a minute that one API key may make. All keys of a tenant together may make five times as many, and each
   * person ten times. @default 600
   */
  apiRatePerMinute?: number
  /**
   * Minutes in which the same content never goes to two accounts of a client, where a network plan brings it; decimals are
   * allowed. @default 5
   */
  sameContentMinutes?: number
  /** How a network plan is spread where its maker says nothing else. */
  network?: NetworkDefaults
  /** Where evergreen series may have their items from. */
  series?: SeriesDefaults
  /**
   * Removes a file from the storage of the media collection, where an adapter keeps it: one whose record did not come
   * about. On the disk Postyard does so itself.
   */
  removeStoredFile?: (args: { payload: Payload; filename: string }) => Promise<void>
  /** Changes a collection of the plugin after it is made, for labels and the like. */
  overrideCollection?: (collection: CollectionConfig, name: OwnCollection) => CollectionConfig
}

export const ownCollections = [
  'posts',
  'channels',
  'plans',
  'deliveries',
  'receipts',
  'assist-tasks',
  'devices',
  'renditions',
  'figures',
  'events',
  'subscribers',
  'api-keys',
  'entitlements',
  'idempotency-keys',
  'series',
  'flight-plans',
  'campaigns',
  'clips',
  'influencers',
  'claims',
] as const

export type OwnCollection = (typeof ownCollections)[number]

export type Settings = Required<
  Omit<
    DistributionOptions,
    | 'push'
    | 'mail'
    | 'overrideCollection'
    | 'slugs'
    | 'media'
    | 'network'
    | 'series'
    | 'removeStoredFile'
    | 'privatePostizHosts'
    | 'privateReceiverHosts'
  >
> & {
  push?: PushOptions
  /** Where calls to a tenant's Postiz may go. */
  reach: Reach
  /** Where what is sent to a client's own receivers may go. */
  receivers: Reach
  mail?: { server: MailServer; from: string }
  removeStoredFile?: DistributionOptions['removeStoredFile']
  media: Required<Omit<MediaOptions, 'installationSlots'>> & Pick<MediaOptions, 'installationSlots'>
  network: { windowMs: number; gapMs: { min: number; max: number }; peaks: Peaks }
  series: {
    contentRoot?: string
    collections: Record<string, ItemFields>
    /** How much time sources have. */
    limits: SourceLimits
  }
  slugs: Record<OwnCollection, CollectionSlug>
}
