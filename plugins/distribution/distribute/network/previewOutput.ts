import { z } from 'zod'
import { idOutput } from '../../operation.ts'
import { problemsOutput } from '../foreseenOutput.ts'
import { variationOutput } from '../variationAnswer.ts'
import { talliesOutput } from './tallyVariants.ts'

const shownText = {
  preview: z.string(),
  bold: z.array(z.object({ from: z.number().int(), to: z.number().int() })),
  count: z.number().int(),
}

/** What one account of a network plan would say. */
export const variantOutput = z.object({
  channel: idOutput,
  name: z.string(),
  platform: z.string(),
  kind: z.string(),
  title: z.string(),
  ...shownText,
  limit: z.number().int().optional(),
  parts: z.array(z.object({ ...shownText, delayMinutes: z.number().int() })),
  changes: z.array(z.object({ code: z.string(), message: z.string(), field: z.string() })),
  refusals: z
    .array(
      z.object({
        which: z.enum(['chosen', 'longest', 'shortest', 'any']),
        code: z.string(),
        message: z.string(),
        field: z.string(),
        limit: z.number().optional(),
        count: z.number().optional(),
      }),
    )
    .meta({
      description:
        'What keeps from the account what it would say (`chosen`), or what another draw would have it say.',
    }),
  variation: variationOutput,
})

export const previewOutput = z.object({
  seed: z.string().meta({
    description: 'Given to `distribution.start` with the same accounts, they say the same.',
  }),
  problems: problemsOutput,
  variants: talliesOutput.nullable().meta({ description: 'Null while a template has a fault.' }),
  channels: z.array(variantOutput),
  next: z.string().nullable().meta({ description: 'The cursor of the next page.' }),
})
