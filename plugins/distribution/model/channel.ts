import type { ID } from './database.ts'
import type { ChannelPolicy } from './policy.ts'

export const channelKinds = ['postiz', 'manual', 'webhook', 'feed', 'email'] as const

export type ChannelKind = (typeof channelKinds)[number]

/** Kinds whose receivers get the whole post at its second, without Postiz and without a person. */
export const directKinds = ['webhook', 'feed', 'email'] as const satisfies ChannelKind[]

export type DirectKind = (typeof directKinds)[number]

export const isDirect = (kind: string): kind is DirectKind =>
  (directKinds as readonly string[]).includes(kind)

/** How a webhook says a post: all of it, signed, or its few fields as one flat object. */
export const webhookForms = ['signed', 'flat'] as const

export type WebhookForm = (typeof webhookForms)[number]

export const channelStates = [
  'active',
  'disabled',
  'unauthorised',
  'limited',
  'suspended',
  'removed',
] as const

export type ChannelState = (typeof channelStates)[number]

/** A channel as it is read for a delivery. */
export type Channel = {
  id: ID
  tenant: ID
  name: string
  platform: string
  kind: ChannelKind
  state: ChannelState
  stateReason?: string | null
  integrationId?: string | null
  /** Of a channel of Postiz: what its account is called there. */
  accountName?: string | null
  /** The name with which the account is mentioned, as Postiz gives it. */
  profile?: string | null
  /** The address of the account's picture, as Postiz gives it. */
  picture?: string | null
  settings?: Record<string, unknown> | null
  /** The most posts in 24 hours; the platform's own limit where it is empty. */
  dailyCap?: number | null
  agents?: ID[] | null
  /** Of a webhook: what is shown of its address, and that sealed. */
  webhook?: {
    host?: string | null
    headerNames?: string[] | null
    isOneWay?: boolean | null
    body?: WebhookForm | null
    secretSince?: string | null
    oldSecretUntil?: string | null
    sealed?: string | null
  } | null
  feed?: {
    title?: string | null
    description?: string | null
    link?: string | null
    language?: string | null
    limit?: number | null
    hub?: string | null
    /** How often its addresses were renewed. */
    renewals?: number | null
  } | null
  /** Of a mail channel: who writes, and how its own mail server is reached, that sealed. */
  email?: {
    fromName?: string | null
    fromAddress?: string | null
    replyTo?: string | null
    bouncesTo?: string | null
    footer?: string | null
    perMinute?: number | null
    server?: string | null
    sealed?: string | null
  } | null
  policy?: ChannelPolicy | null
  /** By its code: `en`, `pt-PT`. */
  language?: string | null
  labels?: string[] | null
  /** In which its readers live; that of its client where it is empty. */
  timezone?: string | null
  /** As a person wrote it down. */
  followers?: number | null
  /** Hours and days without posts, in its own zone; `days` are ISO numbers, none means every day. */
  blackouts?: { days?: string[] | null; from: string; to: string }[] | null
  /** `YYYY-MM-DD` each. */
  blackoutDates?: string[] | null
  targetApp?: { androidPackage?: string | null; hint?: string | null } | null
}

/** What a delivery does whose channel is in this state: it goes, it waits, or it has nowhere to go. */
export const passage: Record<ChannelState, 'open' | 'held' | 'closed'> = {
  active: 'open',
  limited: 'open',
  disabled: 'held',
  unauthorised: 'held',
  suspended: 'held',
  removed: 'closed',
}
