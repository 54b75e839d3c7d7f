import { z } from 'zod'
import { sourceInput } from '../model/seriesSource.ts'
import { idInput } from '../operation.ts'

/** What people say of a series. */
export const seriesInput = {
  name: z.string().trim().min(1).max(200),
  source: sourceInput.meta({ description: 'Where its items come from.' }),
  channels: z.array(idInput).max(200).meta({ description: 'Where each of its items goes once.' }),
  boardName: z
    .string()
    .trim()
    .max(180)
    .nullable()
    .meta({ description: 'Of its board, where the template is not to decide.' }),
  repeatDays: z.int().min(1).max(3_650).nullable().meta({
    description:
      'Days, by the clock of the client, after which an item may go out again on a channel.',
  }),
}
