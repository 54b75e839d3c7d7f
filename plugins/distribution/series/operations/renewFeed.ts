import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { ownedSeries } from '../ownedSeries.ts'
import { updateSeries } from '../updateSeries.ts'

export const renewSeriesFeed = defineOperation({
  name: 'series.renewFeed',
  summary:
    'Gives the feed of a series new addresses, where an old one came into wrong hands. The old ones and the files behind them are gone at once, for all readers; items that fly from now on name the new one.',
  route: { method: 'post', path: '/series/{id}/renew-feed' },
  input: z.strictObject({ id: idInput }),
  output: z.object({ series: idOutput, renewals: z.number().int() }),
  permission: 'series.write',
  errors: [],
  examples: {
    usual: {
      input: { id: exampleIds.series },
      output: { series: exampleIds.series, renewals: 1 },
    },
  },
  run: async ({ id }, context) => {
    const series = await ownedSeries(context, id, 'series.write')
    const renewals = (series.feedRenewals ?? 0) + 1
    await updateSeries(context, series.id, { feedRenewals: renewals })
    return { series: series.id, renewals }
  },
})
