import { z } from 'zod'
import { templateLimits } from '../../plan/vary/template.ts'

const template = z.string().max(templateLimits.length)

const words = {
  title: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: "A template, in the place of the post's title, which is none." }),
  text: template
    .optional()
    .meta({ description: "A template, in the place of the post's text, which is one too." }),
  parts: z
    .array(
      z.strictObject({
        text: template,
        delayMinutes: z.number().int().min(0).max(1440).optional(),
      }),
    )
    .max(25)
    .optional()
    .meta({
      description:
        'What follows the post, in the place of all that follows it; pictures and videos stay in their places.',
    }),
}

const wordsOf = z.strictObject(words)

const tag = z
  .string()
  .max(100)
  .regex(/^#?(?=.*[\p{L}_])[\p{L}\p{N}\p{M}_]+$/u, 'A hashtag has letters, digits and _ only.')

const plain = (given: string): string => given.replace(/^#/, '').toLowerCase()

const pool = z
  .strictObject({
    tags: z
      .array(tag)
      .min(1)
      .max(200)
      .refine((tags) => new Set(tags.map(plain)).size === tags.length, 'Give each hashtag once.'),
    min: z.number().int().min(0).max(100).optional(),
    max: z.number().int().min(0).max(100).optional(),
  })
  .refine(({ min = 0, max = 100 }) => min <= max, '"min" is more than "max".')
  .refine(({ min = 0, tags }) => min <= tags.length, 'There are fewer hashtags than "min".')
  .meta({
    description:
      'Hashtags of which each account gets from `min` (0) to `max` (all), all of them equally often. They stand where `{{tags.name}}` is, else behind the text.',
  })

/**
 * What the accounts of a network plan say otherwise than its post: templates with alternatives `{a|b}` and variables
 * `{{channel.name}}`, and pools of hashtags. The most particular words win: of the account, of its platform, of all, of
 * the post.
 */
export const variationInput = z
  .strictObject({
    ...words,
    platforms: z.record(z.string().min(1).max(64), wordsOf).optional().meta({
      description:
        "By the platform's identifier, such as `instagram`; the client has an account there.",
    }),
    accounts: z
      .record(z.string().min(1).max(64), wordsOf)
      .optional()
      .meta({ description: "By the channel's id." }),
    pools: z
      .record(
        z
          .string()
          .max(40)
          .regex(/^[\p{L}\p{N}_-]+$/u, 'A name has letters, digits, _ and - only.'),
        pool,
      )
      .refine((pools) => Object.keys(pools).length <= 20, 'Give 20 pools at most.')
      .optional()
      .meta({ description: 'By the name under which `{{tags.name}}` puts some of them.' }),
  })
  .meta({
    description:
      'What the accounts say otherwise than the post, so that it fits each account and its readers. Texts are templates: `{a|b}`, `{{channel.name}}`, `{{label.city|your town}}`, `{{tags.summer}}`.',
  })
