import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { claimPlatforms } from '../../model/claims.ts'
import { idOutput } from '../../operation.ts'
import {
  channelId,
  distributedBy,
  type EventKind,
  instant,
  reason,
  reasonCode,
} from './eventKind.ts'

const byRita = { kind: 'user', id: '2f6d0c4a-8e17-4b59-a3c1-7d5e9f0b2a31', name: 'Rita' }

const where = {
  channel: channelId,
  channelName: z.string(),
  platform: z.string().nullable(),
  kind: z.string().meta({ description: 'How the channel is reached: postiz, manual, webhook, …' }),
  post: idOutput,
}

const published: EventKind = {
  type: 'distribution.published',
  schemaVersion: 1,
  summary:
    'A delivery is live (`published`), or was handed to a receiver that cannot say so (`dispatched`). Comes once for each delivery, so its id is the one to attribute and pay by; that it was taken back within five minutes is told by a later change of state.',
  names: ['delivery', 'plan'],
  data: z.object({
    outcome: z.enum(['published', 'dispatched']),
    ...where,
    externalUrl: z.string().nullable(),
    scheduledAt: instant,
    executedAt: instant,
    distributedBy,
    entitlement: idOutput.nullable().meta({
      description: 'The entitlement under which it went out; null where none was needed.',
    }),
    claim: z
      .object({
        id: idOutput,
        claimId: z.string().meta({ description: 'As the program that sent it calls it.' }),
        platform: z.enum(claimPlatforms),
      })
      .nullable()
      .meta({ description: 'The claim that it fulfils on a platform; null where it is of none.' }),
  }),
  example: {
    outcome: 'published',
    channel: exampleIds.postizChannel,
    channelName: 'Marina Estates on Mastodon',
    platform: 'mastodon',
    kind: 'postiz',
    post: exampleIds.post,
    externalUrl: 'https://mastodon.example/@marina/113500000000000000',
    scheduledAt: '2026-11-22T14:30:00+00:00',
    executedAt: '2026-11-22T14:30:00.041+00:00',
    distributedBy: byRita,
    entitlement: null,
    claim: null,
  },
}

const failed: EventKind = {
  type: 'distribution.job.failed',
  schemaVersion: 1,
  summary:
    'A delivery has become a dead letter: it failed for good, or nobody posted it by its deadline. Comes again where it was given a new life and failed once more.',
  names: ['delivery', 'plan'],
  data: z.object({
    state: z.enum(['failed', 'expired']),
    ...where,
    reasonCode: reasonCode.nullable(),
    reason: reason.nullable(),
    attempt: z.number().int(),
    mayRetryHelp: z.boolean().meta({
      description:
        'True where attempts were used up, or nobody answered in time: a new life may end well. False where first the reason must be mended.',
    }),
    distributedBy,
  }),
  example: {
    state: 'failed',
    channel: exampleIds.channel,
    channelName: 'Website',
    platform: null,
    kind: 'webhook',
    post: exampleIds.post,
    reasonCode: 'WEBHOOK_CONTENT_REFUSED',
    reason: 'The receiver refused the post (422).',
    attempt: 1,
    mayRetryHelp: false,
    distributedBy: byRita,
  },
}

const count = z.number().int()

const completed: EventKind = {
  type: 'distribution.plan.completed',
  schemaVersion: 1,
  summary:
    'The last delivery of a plan has come to an end. Comes once for each run: where a delivery is given a new life, or its end is changed, it comes again when all have ended, with the next `run`.',
  names: ['plan'],
  data: z.object({
    run: count.meta({ description: 'From 1.' }),
    result: z.enum(['published', 'partly_published', 'failed', 'cancelled']).meta({
      description:
        'published: all that was not cancelled is out. cancelled: all of it was. Otherwise some or all of it failed, expired or was skipped.',
    }),
    post: idOutput,
    title: z.string(),
    scheduledAt: instant,
    counts: z.object({
      total: count,
      published: count,
      dispatched: count,
      failed: count,
      expired: count,
      skipped: count,
      cancelled: count,
    }),
    distributedBy,
  }),
  example: {
    run: 1,
    result: 'partly_published',
    post: exampleIds.post,
    title: 'Open house on Sunday',
    scheduledAt: '2026-11-22T14:30:00+00:00',
    counts: {
      total: 3,
      published: 2,
      dispatched: 0,
      failed: 1,
      expired: 0,
      skipped: 0,
      cancelled: 0,
    },
    distributedBy: byRita,
  },
}

export const outcomes = [completed, failed, published]
