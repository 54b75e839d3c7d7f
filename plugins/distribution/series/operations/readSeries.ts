import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { ownedSeries } from '../ownedSeries.ts'
import { exampleSeries, seriesOutput, toSeriesAnswer } from '../seriesOutput.ts'

export const readSeries = defineOperation({
  name: 'series.read',
  summary:
    'Shows an evergreen series: its source, its channels, how it stands, and what wants a person.',
  route: { method: 'get', path: '/distribution/series/{id}' },
  input: z.strictObject({ id: idInput }),
  output: seriesOutput,
  permission: 'series.read',
  errors: [],
  isReadOnly: true,
  examples: { usual: { input: { id: exampleIds.series }, output: exampleSeries } },
  run: async ({ id }, context) => toSeriesAnswer(await ownedSeries(context, id, 'series.read')),
})

export type SeriesAnswer = z.output<typeof readSeries.output>
