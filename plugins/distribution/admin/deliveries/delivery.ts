import type { ID } from '../../model/database.ts'
import type { DeliveryState } from '../../model/states.ts'
import type { OwnWords } from '../../model/variation.ts'
import { nameChannel } from '../channels/nameChannel.ts'

/** A record that comes by its id alone where the reader may not see it. */
export type Related<Fields> = ID | ({ id: ID } & Fields)

/** A delivery as the panel reads it. */
export type Delivery = {
  id: ID
  tenant: Related<{ name?: string }>
  plan: Related<{ title?: string; startedByName?: string }>
  post: Related<{ title?: string }>
  channel: Related<{ name?: string; platform?: string; profile?: string | null }>
  kind: string
  state: DeliveryState
  reason?: string | null
  reasonCode?: string | null
  scheduledAt: string
  nextAttemptAt?: string | null
  executedAt?: string | null
  attempt: number
  contentVersion: number
  /** What it says otherwise than its plan. */
  variation?: OwnWords | null
  externalUrl?: string | null
  cancelRequestedAt?: string | null
  updatedAt: string
}

/** The record of one attempt as the panel reads it. */
export type Receipt = {
  id: ID
  attempt: number
  action: string
  by: string
  openedAt: string
  closedAt?: string | null
  outcome?: string | null
  statusCode?: number | null
  errorCode?: string | null
  errorMessage?: string | null
  externalUrl?: string | null
  rawMeta?: unknown
}

export type Page<Doc> = { docs: Doc[]; totalDocs: number }

/** The name of a delivery's channel, also where the reader may not see it. */
export const channelOf = ({ channel }: Pick<Delivery, 'channel'>): string =>
  typeof channel === 'object' ? nameChannel(channel) : 'A channel that you may not see'

/** The id of a related record, however it came. */
export const idOfRelated = <Fields>(related: Related<Fields>): ID =>
  typeof related === 'object' ? related.id : related

/** One field of a related record; undefined where only its id came. */
export const fieldOf = <Fields, Name extends keyof Fields>(
  related: Related<Fields>,
  name: Name,
): Fields[Name] | undefined => (typeof related === 'object' ? related[name] : undefined)

/** When it is tried again, of one that was tried and waits for that; also while its job waits already. */
export const nextAttemptOf = ({
  state,
  nextAttemptAt,
}: Pick<Delivery, 'state' | 'nextAttemptAt'>): string | undefined =>
  (state === 'scheduled' || state === 'queued') && nextAttemptAt ? nextAttemptAt : undefined
