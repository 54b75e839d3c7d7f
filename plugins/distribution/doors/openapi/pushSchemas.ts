import { z } from 'zod'

const idText = z.string().min(1)

const key = z.string().meta({
  description:
    'A later push with this key takes the place of an earlier one, on its way and shown.',
})

/** What FCM is told of it for each kind of phone. */
const delivery = {
  android: z.strictObject({
    priority: z.literal('high'),
    ttl: z
      .string()
      .regex(/^\d+s$/)
      .meta({ description: 'How long FCM keeps it for a phone that is off, in seconds.' }),
    collapse_key: key,
    notification: z.strictObject({ tag: key, default_sound: z.literal(true) }),
  }),
  apns: z.strictObject({
    headers: z.strictObject({
      'apns-priority': z.literal('10'),
      'apns-expiration': z
        .string()
        .regex(/^\d+$/)
        .meta({ description: 'Until when Apple keeps it, in seconds since 1970.' }),
      'apns-collapse-id': key,
    }),
    payload: z.strictObject({
      aps: z.strictObject({ sound: z.literal('default'), 'thread-id': key }),
    }),
  }),
  webpush: z.strictObject({
    headers: z.strictObject({
      TTL: z
        .string()
        .regex(/^\d+$/)
        .meta({ description: 'How long it is kept for a browser that is closed, in seconds.' }),
      Urgency: z.literal('high'),
      Topic: z
        .string()
        .regex(/^[\w-]{1,32}$/)
        .meta({ description: 'The key, or its hash where it is longer than browsers take.' }),
    }),
    notification: z.strictObject({ tag: key, renotify: z.literal(true) }),
    fcm_options: z
      .strictObject({ link: z.url() })
      .optional()
      .meta({ description: 'The page that a tap opens in a browser.' }),
  }),
}

const token = z.string().meta({ description: 'Of the phone that it is for.' })

/** A push about a task, as FCM's HTTP v1 takes it. */
export const taskPush = z.strictObject({
  token,
  notification: z.strictObject({
    title: z.string().meta({
      description:
        'What is wanted, and the title of the post where the client lets it be shown: “Time to post: Open house”, “Nobody has posted: …”, “Posted after its deadline?: …”.',
    }),
    body: z.string().meta({ description: 'The channel and the client.' }),
  }),
  data: z
    .strictObject({ task: idText, delivery: idText, tenant: idText })
    .meta({ description: 'Ids only, each as a text; nothing of the caption, nothing secret.' }),
  ...delivery,
})

/** A push by which a person tries whether a phone can be reached. */
export const tryPush = z.strictObject({
  token,
  notification: z.strictObject({ title: z.string(), body: z.string() }),
  data: z.strictObject({ kind: z.literal('test') }),
  ...delivery,
})
