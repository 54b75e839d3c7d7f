import { z } from 'zod'
import { idInput } from '../../operation.ts'

const texts = z.array(z.string().trim().min(1).max(100)).min(1).max(200).optional()

const ids = z.array(idInput).min(1).max(10_000).optional()

const followers = z.int().min(0).optional()

/** Which accounts take part in a plan over many; what is left out is no condition. */
export const selectInput = z
  .strictObject({
    count: z
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .meta({ description: 'How many at most; left out, all that may take part.' }),
    criteria: z
      .strictObject({
        channels: ids.meta({ description: 'Only of these.' }),
        except: ids.meta({ description: 'None of these.' }),
        platforms: texts,
        labels: z
          .strictObject({ any: texts, all: texts })
          .optional()
          .meta({ description: '`any`: with one of these labels; `all`: with each of them.' }),
        languages: texts.meta({ description: 'By their codes; `pt` also takes `pt-PT`.' }),
        zones: texts.meta({ description: 'Time zones, such as Europe/Lisbon.' }),
        followers: z.strictObject({ min: followers, max: followers }).optional(),
        minHealth: z
          .number()
          .min(0)
          .max(100)
          .optional()
          .meta({ description: 'The least health, 40 usually.' }),
        leads: z.number().positive().max(10_000).optional().meta({
          description: 'How many lead: a number from 1, or below 1 the share; 0.1 usually.',
        }),
        order: z.enum(['fair', 'best']).optional().meta({
          description:
            '`fair`: whoever was chosen least often goes first, so that work is balanced over weeks. `best`: the highest score.',
        }),
      })
      .default({}),
  })
  .meta({ description: 'Lets Postyard choose the accounts: active and well ones only.' })
