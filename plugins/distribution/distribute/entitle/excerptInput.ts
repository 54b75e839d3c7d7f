import { z } from 'zod'

/** How a plan asks for an excerpt. */
export const excerptInput = z
  .union([
    z.literal(true),
    z.strictObject({
      graphemes: z
        .number()
        .int()
        .min(10)
        .max(100_000)
        .meta({ description: 'Characters at most, as readers see characters.' }),
      withoutMedia: z.boolean().optional(),
    }),
  ])
  .meta({
    description:
      'Distributes the beginning of the text only, ended at a sentence or a word, without markup and without comments and threads; title and link go with it. `true` takes as much as the entitlements permit, and pictures and videos where they permit them.',
  })
