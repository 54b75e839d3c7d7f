import { z } from 'zod'
import { notFound } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { calendarInput } from '../../listInput.ts'
import { type Db, type ID, parseId, rows, sql } from '../../model/database.ts'
import { defineOperation, idInput, type OperationContext } from '../../operation.ts'
import { ownedSubscriber } from '../subscribers/subscriber.ts'
import { exampleSubscriber, readAnswer, subscriberOutput } from '../subscribers/subscriberAnswer.ts'
import { tellEvent } from '../subscribers/tellEvent.ts'

/** Where to begin: at a position, at an instant, or at one event. */
const fromInput = z.union([
  z.strictObject({ position: z.string().regex(/^\d{1,18}$/, 'Give a whole number, as text.') }),
  z.strictObject({ at: calendarInput }),
  z.strictObject({ event: idInput }),
])

type From = z.output<typeof fromInput>

const tellFrom = (from: From): string => {
  if ('position' in from) return `From position ${from.position} on.`
  return 'at' in from ? `From ${from.at} on.` : `From the event ${from.event} on.`
}

const positionOf = async (db: Db, tenant: ID, event: ID): Promise<string> => {
  const [found] = await rows<{ position: string | null }>(
    db,
    sql`
      select position::text as position from postyard_events
      where id = ${event} and tenant_id = ${tenant} and position is not null`,
  )
  if (!found?.position) throw notFound('event')
  return found.position
}

/** Of the first event that occurred then or later; undefined where there is none. */
const positionAt = async (db: Db, tenant: ID, at: string): Promise<string | undefined> => {
  const [found] = await rows<{ position: string | null }>(
    db,
    sql`
      select min(position)::text as position from postyard_events
      where tenant_id = ${tenant} and position is not null and occurred_at >= ${at}`,
  )
  return found?.position ?? undefined
}

const findStart = async (
  { payload, db }: OperationContext,
  tenant: ID,
  from: From,
): Promise<string | undefined> => {
  if ('position' in from) return from.position
  if ('at' in from) return positionAt(db, tenant, new Date(from.at).toISOString())
  const event = parseId(payload, from.event)
  if (event === undefined) throw notFound('event')
  return positionOf(db, tenant, event)
}

export const replaySubscriber = defineOperation({
  name: 'subscribers.replay',
  summary:
    'Sends a subscriber everything again from a position, an instant or an event on, that one included, in order.',
  description:
    'What it has had already comes again under the same `webhook-id`, by which it is known. Dead letters behind that point get a new life too. By its present filter: to be sent more than before, edit it first.',
  route: { method: 'post', path: '/event-subscribers/{id}/replay' },
  input: z.strictObject({ id: idInput, from: fromInput }),
  output: subscriberOutput,
  permission: 'events.manage',
  errors: [],
  examples: {
    usual: {
      input: { id: exampleIds.subscriber, from: { at: '2026-11-22T12:00:00Z' } },
      output: { ...exampleSubscriber, position: '4000', behind: 711 },
    },
  },
  run: async (input, context) => {
    const { db, caller } = context
    const subscriber = await ownedSubscriber(context, input.id, { isLocked: true })
    const { id, tenant, position } = subscriber
    const start = await findStart(context, tenant, input.from)
    // What is not there yet comes by itself.
    if (start !== undefined && BigInt(start) <= BigInt(position)) {
      await db.execute(sql`
        delete from postyard_event_deliveries
        where subscriber = ${String(id)} and tenant = ${String(tenant)} and position >= ${start}::bigint`)
      await db.execute(sql`
        update postyard_subscribers
        set position = greatest(${start}::bigint - 1, 0), updated_at = clock_timestamp()
        where id = ${id} and tenant_id = ${tenant}`)
    }
    const reason = tellFrom(input.from)
    await tellEvent({ db, subscriber, type: 'replayed', actor: caller.actor, reason })
    return readAnswer({ db, tenant, id })
  },
})
