import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { openEndpoint } from '../openEndpoint.ts'
import { ownedChannel } from '../ownedChannel.ts'
import { callEndpoint, composeFlatTest } from '../webhook/index.ts'

export const testWebhook = defineOperation({
  name: 'channels.testWebhook',
  summary:
    'Sends a message to the receiver of a webhook channel in the form of its posts, and says what it answered: a signed one of the type postyard.test, or a flat one without a series and a picture. It is no post, and changes nothing.',
  route: { method: 'post', path: '/channels/{id}/test-webhook' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    channel: idOutput,
    isTaken: z.boolean(),
    statusCode: z.number().int().nullable(),
    code: z.string().nullable(),
    message: z.string(),
    milliseconds: z.number().int(),
  }),
  permission: 'channels.connect',
  errors: ['CHANNEL_OF_OTHER_KIND', 'CHANNEL_NOT_SET_UP'],
  examples: {
    usual: {
      input: { id: exampleIds.channel },
      output: {
        channel: exampleIds.channel,
        isTaken: true,
        statusCode: 200,
        code: null,
        message: 'The receiver took it (200).',
        milliseconds: 84,
      },
    },
  },
  isOutward: true,
  run: async ({ id }, context) => {
    const { payload, settings } = context
    const channel = await ownedChannel({ context, id, kind: 'webhook' })
    const opened = openEndpoint({ payload, settings, channel })
    if ('reason' in opened) {
      throw new DistributionError('CHANNEL_NOT_SET_UP', opened.reason.message)
    }
    const key = `test_${randomUUID()}`
    const body =
      channel.webhook?.body === 'flat'
        ? composeFlatTest(key)
        : {
            type: 'postyard.test',
            version: 1,
            timestamp: context.now.toISOString(),
            data: { channel: { id: String(channel.id), name: channel.name } },
          }
    const begun = performance.now()
    const verdict = await callEndpoint({
      endpoint: opened.endpoint,
      id: key,
      body: JSON.stringify(body),
      timeoutMs: settings.webhookTimeoutMs,
      reach: settings.receivers,
      now: () => new Date(),
    })
    return {
      channel: channel.id,
      isTaken: verdict.kind === 'taken',
      statusCode: verdict.answer.statusCode ?? null,
      code: verdict.kind === 'refused' ? verdict.code : null,
      message: verdict.message,
      milliseconds: Math.round(performance.now() - begun),
    }
  },
})
