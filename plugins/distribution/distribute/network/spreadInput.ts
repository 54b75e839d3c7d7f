import { z } from 'zod'
import { calendarInput } from '../../listInput.ts'

const minutes = (description: string) =>
  z.number().min(0).max(1_440).optional().meta({ description })

const wallTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time of the day such as 09:00.')

const hourSpans = z
  .array(z.strictObject({ from: wallTime, to: wallTime }))
  .max(24)
  .optional()

/** How a post is spread over accounts: what is left out is as the installation has it. */
export const spreadInput = {
  window: z
    .strictObject({
      from: calendarInput.optional().meta({ description: 'Left out, now.' }),
      hours: z
        .number()
        .positive()
        .max(24 * 60)
        .optional()
        .meta({ description: 'How long it is; 6 usually.' }),
      until: calendarInput.optional().meta({ description: 'When it ends, in place of `hours`.' }),
    })
    .optional()
    .meta({ description: 'Within it everything goes out.' }),
  gap: z
    .strictObject({
      minMinutes: minutes('The least; 2 usually.'),
      maxMinutes: minutes('The most that is wished for; 15 usually.'),
    })
    .optional()
    .meta({ description: 'Between two posts of the plan; decimals are allowed.' }),
  sameContentMinutes: z.number().min(0).max(1_440).optional().meta({
    description:
      'The same content is never on two accounts in less than this. It can only be more than the installation has.',
  }),
  peaks: z.strictObject({ weekday: hourSpans, weekend: hourSpans }).optional().meta({
    description:
      'When most people look, by the clock of each account’s own zone; `to` at or before `from` is of the next day.',
  }),
  seed: z.string().trim().min(1).max(100).optional().meta({
    description:
      'The random seed: the same request with the same seed, when all else is as it was, comes to the same plan. Left out, a new one; the answer names it.',
  }),
}
