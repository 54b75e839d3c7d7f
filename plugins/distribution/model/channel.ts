import type { ID } from './database.ts'

export const channelKinds = ['postiz', 'manual'] as const

export type ChannelKind = (typeof channelKinds)[number]

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
  /** The address of the account's picture, as Postiz gives it. */
  picture?: string | null
  settings?: Record<string, unknown> | null
  /** The most posts in 24 hours; the platform's own limit where it is empty. */
  dailyCap?: number | null
  agents?: ID[] | null
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
