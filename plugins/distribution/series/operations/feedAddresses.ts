import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { seriesFeedAddresses } from '../feed/seriesFeedUrl.ts'
import { ownedSeries } from '../ownedSeries.ts'

export const seriesFeed = defineOperation({
  name: 'series.feedAddresses',
  summary:
    'Tells where what a series has put out is read, as RSS 2.0, Atom and JSON Feed. Whoever has an address can read the feed, so each is to be handed on with care.',
  route: { method: 'get', path: '/series/{id}/feed-addresses' },
  input: z.strictObject({ id: idInput }),
  output: z.object({ series: idOutput, rss: z.url(), atom: z.url(), json: z.url() }),
  permission: 'series.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.series },
      output: {
        series: exampleIds.series,
        rss: `https://postyard.example/api/series-feeds/${exampleIds.series}.c2lnbmVk/rss.xml`,
        atom: `https://postyard.example/api/series-feeds/${exampleIds.series}.c2lnbmVk/atom.xml`,
        json: `https://postyard.example/api/series-feeds/${exampleIds.series}.c2lnbmVk/feed.json`,
      },
    },
  },
  run: async ({ id }, context) => {
    const series = await ownedSeries(context, id, 'series.read')
    const addresses = seriesFeedAddresses({ payload: context.payload, series })
    return {
      series: series.id,
      rss: addresses['rss.xml'],
      atom: addresses['atom.xml'],
      json: addresses['feed.json'],
    }
  },
})
