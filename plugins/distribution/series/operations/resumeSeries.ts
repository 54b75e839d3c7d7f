import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { ownedSeries } from '../ownedSeries.ts'
import { exampleSeries, seriesOutput, toSeriesAnswer } from '../seriesOutput.ts'
import { updateSeries } from '../updateSeries.ts'

export const resumeSeries = defineOperation({
  name: 'series.resume',
  summary: 'Lets an evergreen series fly again, from the next night on.',
  route: { method: 'post', path: '/distribution/series/{id}/resume' },
  input: z.strictObject({ id: idInput }),
  output: seriesOutput,
  permission: 'series.write',
  errors: [],
  examples: {
    usual: {
      input: { id: exampleIds.series },
      output: exampleSeries,
    },
  },
  run: async ({ id }, context) => {
    const { id: series } = await ownedSeries(context, id, 'series.write')
    return toSeriesAnswer(
      await updateSeries(context, series, { isPaused: false, pausedReason: null }),
    )
  },
})
