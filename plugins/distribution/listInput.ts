import { z } from 'zod'
import { idInput, instantInput } from './operation.ts'

/** A number that stands in a query as text. */
export const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value

/** Several values: a list, or in a query one text with commas. */
const listOf = (value: unknown): unknown => (typeof value === 'string' ? value.split(',') : value)

/** Several values of which each will do. */
export const anyOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(listOf, z.array(item).min(1).max(50))

/** An instant of a year that every part of the house can write. */
export const calendarInput = instantInput.refine(
  (value) => {
    const year = new Date(value).getUTCFullYear()
    return year >= 1970 && year <= 9999
  },
  { error: 'Give a date of the years 1970 to 9999.' },
)

/** What every list takes. */
export const listInput = {
  tenant: idInput
    .optional()
    .meta({ description: 'A client; left out, all in which you may read this.' }),
  cursor: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'The `next` of the answer before; left out, the first page.' }),
  limit: z
    .preprocess(numberOf, z.int().min(1).max(100))
    .default(50)
    .meta({ description: 'The most that one answer holds, 1 to 100.' }),
}

/** What every list says besides its rows. */
export const nextOutput = z.string().nullable().meta({
  description:
    'Give it as `cursor` to read on; null at the end. What is made meanwhile stands before the first page.',
})
