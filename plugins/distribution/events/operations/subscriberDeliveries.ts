import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { anyOf, listInput, nextOutput } from '../../listInput.ts'
import { type ID, parseId, rows, sql } from '../../model/database.ts'
import {
  defineOperation,
  idInput,
  idOutput,
  instantOutput,
  type OperationContext,
} from '../../operation.ts'
import { ownedSubscriber } from '../subscribers/subscriber.ts'

const states = ['pending', 'delivered', 'dead'] as const

const deliveryOutput = z.object({
  position: z.string(),
  event: idOutput,
  type: z.string(),
  state: z.enum(states),
  attempts: z.number().int(),
  nextAttemptAt: instantOutput.nullable().meta({
    description: 'Null where it is settled, or waits for an earlier event of its plan.',
  }),
  statusCode: z.number().int().nullable().meta({ description: 'Of the last answer.' }),
  message: z.string().nullable().meta({ description: 'What came back last, without secrets.' }),
  filedAt: instantOutput,
  settledAt: instantOutput.nullable(),
})

type Row = {
  position: string
  event: string
  type: string
  state: (typeof states)[number]
  attempts: number
  next_at: Date | string | null
  status_code: number | null
  said: string | null
  created_at: Date | string
  settled_at: Date | string | null
}

const told = (instant: Date | string | null): string | null =>
  instant === null ? null : new Date(instant).toISOString()

const toAnswer = (row: Row, { payload }: OperationContext): z.input<typeof deliveryOutput> => ({
  position: row.position,
  event: parseId(payload, row.event) as ID,
  type: row.type,
  state: row.state,
  attempts: row.attempts,
  nextAttemptAt: told(row.next_at),
  statusCode: row.status_code,
  message: row.said,
  filedAt: new Date(row.created_at).toISOString(),
  settledAt: told(row.settled_at),
})

export const subscriberDeliveries = defineOperation({
  name: 'subscribers.deliveries',
  summary:
    'The log of a subscriber, the newest event first: what it was sent, what it answered, what waits, and with `dead` its dead letters. Settled entries stay for 30 days.',
  route: { method: 'get', path: '/event-subscribers/{id}/deliveries' },
  input: z.strictObject({
    id: idInput,
    state: anyOf(z.enum(states)).optional(),
    cursor: z
      .string()
      .regex(/^\d{1,18}$/, 'Give the `next` of the answer before.')
      .optional()
      .meta({ description: 'The `next` of the answer before; left out, the first page.' }),
    limit: listInput.limit,
  }),
  output: z.object({ deliveries: z.array(deliveryOutput), next: nextOutput }),
  permission: 'events.manage',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.subscriber, state: ['dead'], limit: 20 },
      output: {
        deliveries: [
          {
            position: '4711',
            event: exampleIds.event,
            type: 'distribution.published',
            state: 'dead',
            attempts: 8,
            nextAttemptAt: null,
            statusCode: 500,
            message: 'The receiver answered 500. That was attempt 8, the last one.',
            filedAt: '2026-11-22T14:30:01.000Z',
            settledAt: '2026-11-23T18:05:01.000Z',
          },
        ],
        next: null,
      },
    },
  },
  run: async ({ id, state, cursor, limit }, context) => {
    const subscriber = await ownedSubscriber(context, id)
    const found = await rows<Row>(
      context.db,
      sql`
        select position::text as position, event, type, state, attempts, next_at, status_code, said, created_at,
               settled_at
        from postyard_event_deliveries
        where subscriber = ${String(subscriber.id)} and tenant = ${String(subscriber.tenant)}
          ${state === undefined ? sql`` : sql`and state = any(${sql.param(state)})`}
          ${cursor === undefined ? sql`` : sql`and position < ${cursor}::bigint`}
        order by postyard_event_deliveries.position desc
        limit ${limit + 1}`,
    )
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    return {
      deliveries: shown.map((row) => toAnswer(row, context)),
      next: found.length > limit && last ? last.position : null,
    }
  },
})

export type SubscriberLog = z.output<typeof subscriberDeliveries.output>
