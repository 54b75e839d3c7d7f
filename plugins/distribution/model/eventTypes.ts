import { channelStates } from './channel.ts'
import { deliveryStates, settledStates } from './states.ts'

const named = <Prefix extends string, Name extends string>(
  prefix: Prefix,
  names: readonly Name[],
): `distribution.${Prefix}.${Name}`[] =>
  names.map((name) => `distribution.${prefix}.${name}` as const)

/** What is told of a person's task. */
export const taskEvents = [
  'assigned',
  'manager_told',
  'passed_on',
  'reminded',
  'asked_again',
  'snoozed',
  'opened',
  'closed',
  'handed_over',
  'reassigned',
  'taken_over',
  'answered_for',
  'answered_late',
  'claimed',
  'late_accepted',
  'late_refused',
  'undone',
] as const

export type TaskEvent = (typeof taskEvents)[number]

/** What is told of a channel: what it has become, that it is there, and that it is called otherwise. */
export const channelEvents = [...channelStates, 'imported', 'renamed'] as const

export type ChannelEvent = (typeof channelEvents)[number]

export const connectionEvents = ['restored', 'refused', 'time_kept', 'time_shifted'] as const

export type ConnectionEvent = (typeof connectionEvents)[number]

/** What becomes of a subscriber, and what people do with it. */
export const subscriberEvents = [
  'suspended',
  'restored',
  'disabled',
  'created',
  'changed',
  'secret_replaced',
  'paused',
  'resumed',
  'replayed',
  'redriven',
  'deleted',
] as const

export type SubscriberEvent = (typeof subscriberEvents)[number]

/** What becomes of a series: its folder is found, gone, and there again; its source cannot be read, and can be again. */
export const seriesEvents = ['found', 'gone', 'back', 'broken', 'recovered'] as const

export type SeriesEvent = (typeof seriesEvents)[number]

/** What becomes of a flight; `set_aside` and `dropped` tell of its item. */
export const flightEvents = [
  'took_off',
  'flown',
  'came_back',
  'dropped',
  'set_aside',
  'skipped',
] as const

export type FlightEvent = (typeof flightEvents)[number]

/** What becomes of a claim; the last two tell of a message that became none. */
export const claimEvents = [
  'received',
  'dressed',
  'scheduled',
  'rescheduled',
  'publishing',
  'retried',
  'cancelled',
  'expired',
  'letter_kept',
  'letter_settled',
] as const

export type ClaimEvent = (typeof claimEvents)[number]

/** What people do with a source of claims. */
export const claimSourceEvents = ['created', 'renewed', 'deleted'] as const

export type ClaimSourceEvent = (typeof claimSourceEvents)[number]

/** Every type of event that is written; each has its schema in the catalogue (`events/catalogue`). */
export const eventTypes = [
  'distribution.plan.completed',
  'distribution.job.failed',
  'distribution.published',
  ...named('delivery', deliveryStates),
  ...named('delivery', ['needs_person', 'warned', 'rescheduled', 'catching_up']),
  ...named('plan', ['replanned', 'paused', 'resumed', 'halted', 'alert', 'duplicate_allowed']),
  ...named('task', taskEvents),
  ...named('channel', channelEvents),
  ...named('connection', connectionEvents),
  ...named('subscriber', subscriberEvents),
  ...named('key', ['created', 'revoked']),
  ...named('entitlement', ['granted', 'changed', 'revoked']),
  ...named('receipts', ['erased']),
  ...named('flight_plan', ['made']),
  ...named('series', seriesEvents),
  ...named('flight', flightEvents),
  ...named('claim', claimEvents),
  ...named('claim_source', claimSourceEvents),
] as const

export type EventType = (typeof eventTypes)[number]

/** Those that say that a delivery has come to an end. */
export const settledTypes: EventType[] = named('delivery', settledStates)
