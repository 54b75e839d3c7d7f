import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { subscriberStates } from '../../model/collections/subscribers.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { idOutput, instantOutput } from '../../operation.ts'
import { type Subscriber, subscriberColumns } from './subscriber.ts'

/** Beyond this many it is only said that there are more. */
const mostCounted = 10_000

const count = z.number().int()

export const subscriberOutput = z
  .object({
    id: idOutput,
    tenant: idOutput,
    name: z.string(),
    host: z.string().meta({ description: 'Of its address, which is never told as a whole.' }),
    headerNames: z.array(z.string()),
    types: z
      .array(z.string())
      .meta({ description: 'What it is sent; an empty list is everything.' }),
    channels: z
      .array(idOutput)
      .meta({ description: 'It is sent only what is about one of these; an empty list is all.' }),
    state: z.enum(subscriberStates),
    reason: z.string().nullable(),
    secretSince: instantOutput,
    oldSecretUntil: instantOutput
      .nullable()
      .meta({ description: 'Until when the secret before the present one signs too.' }),
    lastDeliveredAt: instantOutput.nullable(),
    failingSince: instantOutput.nullable(),
    leftAloneUntil: instantOutput.nullable(),
    position: z.string().meta({ description: 'Of the last event that was looked at for it.' }),
    pending: count.meta({ description: 'Events that wait to be sent, to 10,000.' }),
    behind: count.meta({ description: 'Events that were not looked at for it yet, to 10,000.' }),
    oldestPendingAt: instantOutput.nullable(),
    dead: count.meta({ description: 'Dead letters, to 10,000.' }),
  })
  .meta({ component: 'Subscriber' })

export type SubscriberAnswer = z.output<typeof subscriberOutput>

export const exampleSubscriber = {
  id: exampleIds.subscriber,
  tenant: exampleIds.tenant,
  name: 'Dashboard',
  host: 'receiver.example',
  headerNames: [],
  types: ['distribution.plan.*', 'distribution.published'],
  channels: [],
  state: 'active' as const,
  reason: null,
  secretSince: '2026-11-22T14:30:00.000Z',
  oldSecretUntil: null,
  lastDeliveredAt: '2026-11-22T14:30:01.000Z',
  failingSince: null,
  leftAloneUntil: null,
  position: '4711',
  pending: 0,
  behind: 0,
  oldestPendingAt: null,
  dead: 0,
}

type Row = Subscriber & {
  pending: number
  behind: number
  oldest_pending_at: Date | string | null
  dead: number
}

const told = (instant: Date | string | null): string | null =>
  instant === null ? null : new Date(instant).toISOString()

const toAnswer = (row: Row): SubscriberAnswer => ({
  id: row.id,
  tenant: row.tenant,
  name: row.name,
  host: row.host,
  headerNames: row.header_names,
  types: row.types,
  channels: row.channels,
  state: row.state,
  reason: row.state_reason,
  secretSince: new Date(row.secret_since).toISOString(),
  oldSecretUntil: told(row.old_secret_until),
  lastDeliveredAt: told(row.last_delivered_at),
  failingSince: told(row.failing_since),
  leftAloneUntil: told(row.left_alone_until),
  position: row.position,
  pending: row.pending,
  behind: row.behind,
  oldestPendingAt: told(row.oldest_pending_at),
  dead: row.dead,
})

/** Subscribers of a tenant as they are told of, by name; or the one of an id. */
export const readAnswers = async (args: {
  db: Db
  tenant: ID
  id?: ID
}): Promise<SubscriberAnswer[]> => {
  const { db, tenant, id } = args
  const found = await rows<Row>(
    db,
    sql`
      select ${subscriberColumns},
             (select count(*)::int from (
               select 1 from postyard_event_deliveries d
               where d.subscriber = s.id::text and d.tenant = s.tenant_id::text and d.state = 'pending'
               limit ${mostCounted}) as pending) as pending,
             (select count(*)::int from (
               select 1 from postyard_events e
               where e.tenant_id = s.tenant_id and e.position > s.position::bigint
               limit ${mostCounted}) as behind) as behind,
             (select min(d.created_at) from postyard_event_deliveries d
               where d.subscriber = s.id::text and d.tenant = s.tenant_id::text and d.state = 'pending')
               as oldest_pending_at,
             (select count(*)::int from (
               select 1 from postyard_event_deliveries d
               where d.subscriber = s.id::text and d.tenant = s.tenant_id::text and d.state = 'dead'
               limit ${mostCounted}) as dead) as dead
      from postyard_subscribers s
      where s.tenant_id = ${tenant} ${id === undefined ? sql`` : sql`and s.id = ${id}`}
      order by s.name, s.id
      limit 500`,
  )
  return found.map(toAnswer)
}

/** The subscriber as it is now. */
export const readAnswer = async (args: {
  db: Db
  tenant: ID
  id: ID
}): Promise<SubscriberAnswer> => {
  const [answer] = await readAnswers(args)
  if (!answer) throw new Error('The subscriber went while it was changed.')
  return answer
}
