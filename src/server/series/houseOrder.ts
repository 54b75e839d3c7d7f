import { z } from 'zod'

/** What the house of the month is told to do. `now` is the time in the month, ISO. */
export const houseOrder = z.object({
  nth: z.number(),
  order: z.discriminatedUnion('do', [
    z.object({ do: z.literal('watch'), now: z.iso.datetime() }),
    z.object({ do: z.literal('fly'), now: z.iso.datetime() }),
    z.object({ do: z.literal('tick') }),
    z.object({ do: z.enum(['pause', 'resume']), series: z.string() }),
  ]),
})

export type HouseOrder = z.infer<typeof houseOrder>['order']

/** What it answers: an error in words, where there was one. */
export const houseAnswer = z.object({ nth: z.number(), error: z.string().optional() })

/** What a start of the house is told. */
export const houseStart = z.object({
  /** How many series, where the client is still to be made. */
  furnish: z
    .object({
      series: z.number(),
      folder: z.string(),
      postizUrl: z.string(),
      hook: z.string(),
      hookKey: z.string(),
      now: z.iso.datetime(),
    })
    .optional(),
})

export type HouseStart = z.infer<typeof houseStart>
