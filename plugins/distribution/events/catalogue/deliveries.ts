import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { type DeliveryState, deliveryStates } from '../../model/states.ts'
import { idOutput } from '../../operation.ts'
import { channelId, type EventKind, instant, reason, reasonCode } from './eventKind.ts'

const meanings: Record<DeliveryState, string> = {
  held: 'waits for a condition, which the reason names',
  scheduled: 'waits for its time, or for its next attempt',
  queued: 'is due, and waits for a worker',
  publishing: 'is being sent',
  submitted: 'was taken by Postiz, and is not live yet',
  unknown: 'was sent, and it is not known whether it arrived',
  awaiting_human: 'waits for a person to post it',
  published: 'is live',
  dispatched: 'was handed to a receiver that cannot say whether it is live',
  skipped: 'was skipped by the person who was to post it',
  cancelled: 'was cancelled',
  failed: 'failed, and is not tried again by itself',
  expired: 'was not posted by its deadline',
}

const change = z.object({
  from: z.enum(deliveryStates).nullable().meta({ description: 'Null where it begins.' }),
  to: z.enum(deliveryStates),
  reasonCode: reasonCode.nullable(),
  reason: reason.nullable(),
  attempt: z.number().int(),
  channel: channelId,
  post: idOutput,
  scheduledAt: instant,
  externalUrl: z.string().nullable(),
  entitlement: idOutput.nullable().optional().meta({
    description: 'The entitlement under which it goes out; null where none is needed.',
  }),
  withoutMedia: z.array(idOutput).optional().meta({
    description: 'Pictures and videos without which it goes out, since they were not ready.',
  }),
})

const changes = deliveryStates.map(
  (to): EventKind => ({
    type: `distribution.delivery.${to}`,
    schemaVersion: 1,
    summary: `A delivery ${meanings[to]}.`,
    names: ['delivery', 'plan'],
    data: change,
    example: {
      from: 'held',
      to,
      reasonCode: 'SCHEDULED',
      reason: 'It goes out at its time.',
      attempt: 0,
      channel: exampleIds.channel,
      post: exampleIds.post,
      scheduledAt: '2026-11-22T14:30:00+00:00',
      externalUrl: null,
      entitlement: null,
    },
  }),
)

const others: EventKind[] = [
  {
    type: 'distribution.delivery.needs_person',
    schemaVersion: 1,
    summary: 'Whether a delivery is live could not be found out; a person decides.',
    names: ['delivery', 'plan'],
    data: z.object({ reason: reason.nullable() }),
    example: { reason: 'Look whether it is live, and say so here.' },
  },
  {
    type: 'distribution.delivery.warned',
    schemaVersion: 1,
    summary: 'A delivery is live, and something about it is not as it should be.',
    names: ['delivery', 'plan'],
    data: z.object({ reasonCode, reason, externalUrl: z.string().nullable() }),
    example: {
      reasonCode: 'PART_FAILED',
      reason: 'The first comment was refused.',
      externalUrl: null,
    },
  },
  {
    type: 'distribution.delivery.rescheduled',
    schemaVersion: 1,
    summary: 'A delivery was given another time.',
    names: ['delivery', 'plan'],
    data: z.object({ from: instant, to: instant, reason }),
    example: {
      from: '2026-11-22T14:30:00.000Z',
      to: '2026-11-22T16:30:00.000Z',
      reason: 'Rita gave it another time.',
    },
  },
  {
    type: 'distribution.delivery.catching_up',
    schemaVersion: 1,
    summary: 'A delivery is overdue after an outage, and was given its turn.',
    names: ['delivery', 'plan'],
    data: z.object({ reason: reason.nullable(), nextAttemptAt: instant.nullable() }),
    example: {
      reason: 'It is late, and has its turn.',
      nextAttemptAt: '2026-11-22T14:31:00+00:00',
    },
  },
]

export const deliveries = [...changes, ...others]
