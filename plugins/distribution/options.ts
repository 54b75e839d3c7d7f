import type { Agent } from 'node:https'
import type { Credential } from 'firebase-admin/app'
import type { CollectionConfig, CollectionSlug } from 'payload'
import type { ID } from './id.ts'
import type { Role } from './security/permissions.ts'

/** What a user may do, and where. */
export type Standing = {
  /** May do everything in every tenant. */
  isAgencyAdmin: boolean
  roles: { tenant: ID; roles: Role[] }[]
}

export type PushOptions = {
  projectId: string
  /** A service account as Google hands it out, or a credential of firebase-admin. */
  serviceAccount?: { client_email: string; private_key: string; project_id?: string }
  credential?: Credential
  /** For networks that need their own way out. */
  httpAgent?: Agent
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
  /**
   * Seconds between two overdue posts of one channel when Postyard catches up after an outage; 0 lets all of them go
   * at once. @default 30
   */
  catchUpSeconds?: number
  /** Milliseconds that a call to Postiz may take. @default 10000 */
  postizTimeoutMs?: number
  /** Minutes between two checks of each tenant's channels at Postiz. @default 30 */
  checkChannelsMinutes?: number
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
  'idempotency-keys',
] as const

export type OwnCollection = (typeof ownCollections)[number]

export type Settings = Required<
  Omit<DistributionOptions, 'push' | 'overrideCollection' | 'slugs'>
> & {
  push?: PushOptions
  slugs: Record<OwnCollection, CollectionSlug>
}
