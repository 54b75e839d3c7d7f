import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { callEndpoint } from '../../channels/webhook/index.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { openSubscriber, ownedSubscriber } from '../subscribers/subscriber.ts'
import { tellVerdict } from '../subscribers/tellVerdict.ts'

export const testSubscriber = defineOperation({
  name: 'subscribers.test',
  summary:
    'Sends a signed message of the type postyard.test to a subscriber, whatever its state, and says what it answered. It is no event, and changes nothing.',
  route: { method: 'post', path: '/event-subscribers/{id}/test' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    subscriber: idOutput,
    isTaken: z.boolean(),
    statusCode: z.number().int().nullable(),
    message: z.string(),
    milliseconds: z.number().int(),
  }),
  permission: 'events.manage',
  errors: ['SUBSCRIBER_UNREADABLE'],
  isOutward: true,
  examples: {
    usual: {
      input: { id: exampleIds.subscriber },
      output: {
        subscriber: exampleIds.subscriber,
        isTaken: true,
        statusCode: 200,
        message: 'The receiver took it (200).',
        milliseconds: 84,
      },
    },
  },
  run: async ({ id }, context) => {
    const { settings, now } = context
    const subscriber = await ownedSubscriber(context, id)
    const begun = performance.now()
    const verdict = await callEndpoint({
      endpoint: openSubscriber({ settings, subscriber }),
      id: `test_${randomUUID()}`,
      body: JSON.stringify({
        type: 'postyard.test',
        version: 1,
        timestamp: now.toISOString(),
        data: { subscriber: { id: String(subscriber.id), name: subscriber.name } },
      }),
      timeoutMs: settings.webhookTimeoutMs,
      reach: settings.receivers,
      now: () => new Date(),
    })
    return {
      subscriber: subscriber.id,
      isTaken: verdict.kind === 'taken',
      statusCode: verdict.answer.statusCode ?? null,
      message: tellVerdict(verdict),
      milliseconds: Math.round(performance.now() - begun),
    }
  },
})
