import type { Payload } from 'payload'
import { callEndpoint, type Verdict } from '../../channels/webhook/index.ts'
import { poolOf, rows, sql } from '../../model/database.ts'
import { settingsOf } from '../../settings.ts'
import { type Envelope, type EventRow, eventColumns, toEnvelope } from '../envelope.ts'
import type { Claimed } from './claimDue.ts'
import { openSubscriber, type Subscriber, subscriberColumns } from './subscriber.ts'

type Found = { subscriber: Subscriber; event?: Envelope }

const read = async (payload: Payload, claimed: Claimed): Promise<Found | undefined> => {
  const db = poolOf(payload)
  const [subscriber] = await rows<Subscriber>(
    db,
    sql`
      select ${subscriberColumns} from postyard_subscribers s
      where s.id::text = ${claimed.subscriber} and s.tenant_id::text = ${claimed.tenant}`,
  )
  if (!subscriber) return undefined
  const [event] = await rows<EventRow>(
    db,
    sql`
      select ${sql.raw(eventColumns)} from postyard_events e
      where e.tenant_id = ${subscriber.tenant} and e.position = ${claimed.position}::bigint`,
  )
  return { subscriber, ...(event ? { event: toEnvelope(event) } : {}) }
}

/** How an attempt ended; `missing` where there is no such event any more, `gone` where the subscriber is not. */
export type Ended = { kind: 'verdict'; verdict: Verdict } | { kind: 'missing' } | { kind: 'gone' }

/**
 * Sends one event to one subscriber: its envelope as the body, its id as `webhook-id`, the same for every attempt.
 *
 * @throws SUBSCRIBER_UNREADABLE where its address cannot be decrypted
 */
export const sendEvent = async (args: {
  payload: Payload
  claimed: Claimed
  now: () => Date
  signal: AbortSignal
}): Promise<Ended> => {
  const { payload, claimed, now, signal } = args
  const settings = settingsOf(payload)
  const found = await read(payload, claimed)
  if (!found) return { kind: 'gone' }
  const { subscriber, event } = found
  if (!event) return { kind: 'missing' }
  const verdict = await callEndpoint({
    endpoint: openSubscriber({ settings, subscriber }),
    id: event.id,
    body: JSON.stringify(event),
    timeoutMs: settings.webhookTimeoutMs,
    reach: settings.receivers,
    now,
    signal,
  })
  return { kind: 'verdict', verdict }
}
