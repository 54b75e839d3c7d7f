import { z } from 'zod'
import type { Variation } from '../model/variation.ts'
import { wordSources } from '../plan/vary/options.ts'

const source = z.enum(wordSources)

/** An alternative of a template that a delivery has. */
export const choicesOutput = z.array(
  z.object({
    in: z.string().meta({ description: '`text`, `title`, or `part 1` and so on.' }),
    line: z.number().int(),
    column: z.number().int(),
    alternative: z.string().meta({ description: 'As it is written, cut after 80 characters.' }),
  }),
)

/** What a delivery says otherwise than its plan, as operations answer with it. */
export const variationOutput = z
  .object({
    title: z.string().nullable(),
    text: z.string().nullable(),
    parts: z.array(z.object({ text: z.string(), delayMinutes: z.number().int() })).nullable(),
    sources: z.object({ title: source, text: source, parts: source }).meta({
      description:
        'Whose words they are: of the `account`, its `platform`, the `plan`, the `post`.',
    }),
    choices: choicesOutput,
    tags: z.record(z.string(), z.array(z.string())).meta({ description: 'Hashtags, by pool.' }),
  })
  .nullable()
  .meta({
    description:
      'What it says otherwise than its plan, and which alternatives it has; null in a part that is as in the plan, and of what is not varied at all.',
  })

export const toVariationAnswer = (
  variation: Variation | null | undefined,
): z.input<typeof variationOutput> => {
  if (!variation) return null
  const { title, text, parts, sources, choices, tags } = variation
  return {
    title: title ?? null,
    text: text ?? null,
    parts: parts?.map((part) => ({ text: part.text, delayMinutes: part.delayMinutes })) ?? null,
    sources,
    choices,
    tags,
  }
}
