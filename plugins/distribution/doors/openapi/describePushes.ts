import { exampleTask, exampleToken } from '../../assist/examples.ts'
import { exampleIds } from '../../exampleIds.ts'
import type { Schemas } from './createSchemas.ts'
import { taskPush, tryPush } from './pushSchemas.ts'

const exampleDelivery = (key: string, ttlSeconds: number) => ({
  android: {
    priority: 'high',
    ttl: `${ttlSeconds}s`,
    collapse_key: key,
    notification: { tag: key, default_sound: true },
  },
  apns: {
    headers: {
      'apns-priority': '10',
      'apns-expiration': '1795458600',
      'apns-collapse-id': key,
    },
    payload: { aps: { sound: 'default', 'thread-id': key } },
  },
  webpush: {
    headers: {
      TTL: String(ttlSeconds),
      Urgency: 'high',
      Topic: 'q6Jc0Yt1bQ8nWz4kR2sV7uX9aE3dF5hL',
    },
    notification: { tag: key, renotify: true },
  },
})

const exampleTaskPush = {
  token: exampleToken,
  notification: {
    title: `Time to post: ${exampleTask.title}`,
    body: `${exampleTask.channel.name} · ${exampleTask.tenant.name}`,
  },
  data: { task: exampleIds.task, delivery: exampleIds.delivery, tenant: exampleIds.tenant },
  ...exampleDelivery(`task-${exampleIds.task}`, 14_400),
}

const exampleTryPush = {
  token: exampleToken,
  notification: { title: 'Postyard can reach this phone', body: 'This was only a try.' },
  data: { kind: 'test' },
  ...exampleDelivery('test', 60),
}

const pushed = (args: {
  operationId: string
  summary: string
  description: string
  schema: unknown
  value: unknown
}) => ({
  post: {
    operationId: args.operationId,
    tags: ['Push'],
    summary: args.summary,
    description: args.description,
    security: [],
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: args.schema, examples: { usual: { value: args.value } } },
      },
    },
    responses: { default: { description: 'Nothing is answered: Google brings it to the phone.' } },
  },
})

/**
 * What a phone is sent through Firebase Cloud Messaging, as the webhooks of OpenAPI 3.1: the message as Google takes it,
 * of which the app reads `notification` and `data`.
 */
export const describePushes = (schemas: Schemas): Record<string, unknown> => ({
  'push.task': pushed({
    operationId: 'push.task',
    summary: 'Says that there is something to post, to be reminded of, or to be decided.',
    description:
      'Of `data` the app reads `task`, and then calls `tasks.list` and `tasks.read`: what a push says may be old by the time it is read. Pushes about one task have one collapse key, `task-` and the id of the task, so that a phone shows the last one only. It lives until the deadline of the task, for a minute at least. It comes when somebody is asked, reminded, asked again after a pause or by another person, and to managers when nobody has answered or somebody answers after the deadline. A phone may be told twice, and Android keeps four keys at most for a phone that is off: read the whole list when the app wakes.',
    schema: schemas.of(taskPush, 'output'),
    value: exampleTaskPush,
  }),
  'push.test': pushed({
    operationId: 'push.test',
    summary: 'Was sent by a person who tries whether this phone can be reached.',
    description: 'It is about no task: show it, and do nothing more. It lives for a minute.',
    schema: schemas.of(tryPush, 'output'),
    value: exampleTryPush,
  }),
})
