import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { ownedSeries } from '../ownedSeries.ts'
import { exampleSeries, seriesOutput, toSeriesAnswer } from '../seriesOutput.ts'
import { syncSeries } from '../sources/syncSeries.ts'

export const syncSource = defineOperation({
  name: 'series.sync',
  summary: 'Looks at the source of an evergreen series now, as it is done each night.',
  route: { method: 'post', path: '/distribution/series/{id}/sync' },
  input: z.strictObject({ id: idInput }),
  output: seriesOutput,
  permission: 'series.write',
  errors: [],
  isOutward: true,
  examples: { usual: { input: { id: exampleIds.series }, output: exampleSeries } },
  run: async ({ id }, context) => {
    const { payload, now } = context
    const { id: only, tenant } = await ownedSeries(context, id, 'series.write')
    await syncSeries({ payload, tenant, now, only })
    return toSeriesAnswer(await ownedSeries(context, id, 'series.write'))
  },
})
