import { z } from 'zod'
import { idOutput, instantOutput } from '../operation.ts'

const fileToSend = {
  sha256: z.string().nullable().meta({ description: 'Of its bytes, in hex.' }),
  name: z.string().nullable().meta({
    description: 'Under which it is handed over, unless the receiver has these bytes already.',
  }),
  mimeType: z.string().nullable(),
  bytes: z.number().int().nullable(),
}

const phoneFile = z.object({ ...fileToSend, alt: z.string().nullable() })

const words = {
  text: z.string(),
  html: z.string(),
  markdown: z.string(),
  media: z.array(phoneFile),
}

const payloadOutput = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('postiz'),
      post: z.object({
        integration: z.object({ id: z.string() }),
        settings: z.record(z.string(), z.unknown()),
        value: z.array(
          z.object({
            content: z.string(),
            image: z.array(z.object({ file: z.object(fileToSend), alt: z.string().optional() })),
            delay: z.number().optional(),
          }),
        ),
      }),
    }),
    z.object({
      kind: z.literal('manual'),
      task: z.object({
        caption: z.string(),
        files: z.array(phoneFile),
        parts: z.array(
          z.object({ text: z.string(), files: z.array(phoneFile), delayMinutes: z.number() }),
        ),
      }),
    }),
    z.object({
      kind: z.literal('webhook'),
      body: z.object({
        type: z.literal('postyard.post'),
        version: z.number().int(),
        data: z.object({
          channel: z.object({ id: z.string(), name: z.string() }),
          title: z.string(),
          ...words,
          link: z.string().nullable(),
          canonicalLink: z.string().nullable(),
          parts: z.array(z.object({ ...words, delayMinutes: z.number() })),
        }),
      }),
    }),
    z.object({
      kind: z.literal('flat'),
      body: z.object({
        collection: z.string().nullable(),
        board_name: z.string().nullable(),
        mode: z.string().nullable(),
        feed_url: z.string().nullable(),
        image: phoneFile.nullable(),
        link: z.string().nullable(),
        title: z.string(),
        description: z.string(),
        idempotency_key: z.string().nullable(),
      }),
    }),
    z.object({
      kind: z.literal('email'),
      letter: z.object({
        subject: z.string(),
        text: z.string(),
        html: z.string(),
        canonicalLink: z.string().nullable(),
        files: z.array(phoneFile),
      }),
    }),
    z.object({
      kind: z.literal('feed'),
      item: z.object({
        title: z.string(),
        text: z.string(),
        html: z.string(),
        link: z.string().nullable(),
        canonicalLink: z.string().nullable(),
        files: z.array(phoneFile),
      }),
    }),
  ])
  .meta({
    description:
      'Exactly what the receiver gets: of Postiz the entry in `posts` of its request, of a person what the phone shows, of a webhook the body, to which sending adds the `timestamp`, the ids of delivery, plan and post, and of each file its `url`, until when that holds, and its size in pixels, or the flat body, in which the address of its picture stands for `image`, and `idempotency_key` is given by sending where it is null. Only what sending itself gives is not there: in the place of each `file` the `id` and `path` that Postiz gives it, and in `settings` the `postyardRef` of the delivery, which comes last. A file that is still to be made is null in all its parts.',
  })

const shownText = {
  preview: z.string(),
  bold: z
    .array(z.object({ from: z.number().int(), to: z.number().int() }))
    .meta({ description: 'What of the preview is shown bold, in UTF-16 units.' }),
  count: z.number().int(),
}

const shownFile = z.object({
  id: idOutput.nullable().meta({ description: 'Null while it is still to be made.' }),
  filename: z.string(),
  mimeType: z.string(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  seconds: z.number().nullable(),
  alt: z.string().nullable(),
  url: z.string().nullable().meta({
    description: 'Where users see it; of a file that is still to be converted, as it is now.',
  }),
  making: z
    .object({
      kind: z.enum(['card', 'video', 'conversion']),
      from: z.string().nullable().meta({ description: 'The name of the file that is converted.' }),
      state: z.enum(['none', 'pending', 'rendering', 'ready', 'failed']),
      reason: z.string().nullable(),
    })
    .nullable()
    .meta({ description: 'Of what is made for this post: how far it is.' }),
})

const refusal = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string(),
  setting: z.string().optional(),
  limit: z.number().optional(),
  count: z.number().optional(),
  source: z.string().optional(),
  checkedOn: z.string().optional(),
})

const cap = z
  .object({
    posts: z.number().int(),
    hours: z.number(),
    used: z.number().int(),
    nextAt: instantOutput.nullable(),
    source: z.string(),
    checkedOn: z.string(),
  })
  .optional()
  .meta({
    description:
      'How many posts the channel takes in a time, and has; `nextAt` is when it has room again, where it is full by then.',
  })

/** What is wrong with a post wherever it goes. */
export const problemsOutput = z
  .array(z.object({ code: z.string(), message: z.string(), field: z.string() }))
  .meta({ description: 'What is wrong with the post wherever it goes.' })

/** A post as one channel would get it. */
export const foreseenChannelOutput = z.object({
  channel: idOutput,
  name: z.string(),
  platform: z.string(),
  kind: z.string(),
  account: z
    .object({ name: z.string(), picture: z.string().nullable() })
    .meta({ description: 'The account as its readers know it.' }),
  ...shownText,
  limit: z.number().int().optional(),
  parts: z.array(
    z.object({ ...shownText, delayMinutes: z.number().int(), files: z.array(shownFile) }),
  ),
  media: z.object({
    pictures: z.number().int(),
    videos: z.number().int(),
    says: z.string().optional(),
    files: z.array(shownFile),
  }),
  changes: z.array(z.object({ code: z.string(), message: z.string(), field: z.string() })).meta({
    description:
      'What the channel changes of the post before it goes out, as it is set: `SHORTENED`, `UTM_ADDED`. All else here tells of the post with these changes.',
  }),
  refusals: z.array(refusal),
  cap,
  goes: z
    .object({
      at: instantOutput,
      state: z.enum(['scheduled', 'held']),
      code: z.string(),
      reason: z.string(),
    })
    .meta({ description: 'When it goes, and what it would wait for as things stand now.' }),
  payload: payloadOutput.nullable(),
})

export type ForeseenChannel = z.input<typeof foreseenChannelOutput>
export type ForeseenFile = z.input<typeof shownFile>
export type ForeseenProblem = z.input<typeof problemsOutput>[number]
