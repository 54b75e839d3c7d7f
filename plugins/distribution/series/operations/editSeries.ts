import { z } from 'zod'
import { chooseChannels } from '../../distribute/chooseChannels.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { nameEditor } from '../../security/standing.ts'
import { ownedSeries } from '../ownedSeries.ts'
import { seriesInput } from '../seriesInput.ts'
import { exampleSeries, seriesOutput, toSeriesAnswer } from '../seriesOutput.ts'
import { updateSeries } from '../updateSeries.ts'

export const editSeries = defineOperation({
  name: 'series.edit',
  summary: 'Changes what is said of an evergreen series; what is left out stays as it is.',
  route: { method: 'post', path: '/distribution/series/{id}' },
  input: z.strictObject({
    id: idInput,
    name: seriesInput.name.optional(),
    source: seriesInput.source.optional(),
    channels: seriesInput.channels.optional(),
    boardName: seriesInput.boardName.optional(),
    repeatDays: seriesInput.repeatDays.optional(),
  }),
  output: seriesOutput,
  permission: 'series.write',
  errors: ['CHANNEL_NOT_FOUND', 'CHANNEL_NOT_ACTIVE'],
  examples: {
    usual: {
      input: { id: exampleIds.series, boardName: 'Jaws' },
      output: { ...exampleSeries, boardName: 'Jaws' },
    },
  },
  run: async ({ id, ...said }, context) => {
    const { req } = context
    const { id: series, tenant } = await ownedSeries(context, id, 'series.write')
    if (said.channels && said.channels.length > 0) {
      await chooseChannels({ context, tenant, ids: said.channels })
    }
    nameEditor(req, context.caller)
    return toSeriesAnswer(await updateSeries(context, series, said))
  },
})
