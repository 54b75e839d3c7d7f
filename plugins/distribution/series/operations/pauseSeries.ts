import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { ownedSeries } from '../ownedSeries.ts'
import { exampleSeries, seriesOutput, toSeriesAnswer } from '../seriesOutput.ts'
import { updateSeries } from '../updateSeries.ts'

export const pauseSeries = defineOperation({
  name: 'series.pause',
  summary: 'Pauses an evergreen series: nothing of it flies until it is resumed.',
  route: { method: 'post', path: '/distribution/series/{id}/pause' },
  input: z.strictObject({ id: idInput, reason: z.string().trim().min(1).max(300).optional() }),
  output: seriesOutput,
  permission: 'series.write',
  errors: [],
  examples: {
    usual: {
      input: { id: exampleIds.series, reason: 'New pictures come.' },
      output: { ...exampleSeries, isPaused: true, pausedReason: 'New pictures come.' },
    },
  },
  run: async ({ id, reason }, context) => {
    const { id: series } = await ownedSeries(context, id, 'series.write')
    return toSeriesAnswer(
      await updateSeries(context, series, { isPaused: true, pausedReason: reason ?? null }),
    )
  },
})
