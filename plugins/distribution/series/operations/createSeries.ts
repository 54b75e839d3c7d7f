import type { CollectionSlug } from 'payload'
import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { chooseChannels } from '../../distribute/chooseChannels.ts'
import { exampleIds } from '../../exampleIds.ts'
import type { SeriesRecord } from '../../model/series.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { orFlaws } from '../../orFlaws.ts'
import { nameEditor } from '../../security/standing.ts'
import { seriesInput } from '../seriesInput.ts'
import { exampleSeries, seriesOutput, toSeriesAnswer } from '../seriesOutput.ts'

export const createSeries = defineOperation({
  name: 'series.create',
  summary: 'Makes an evergreen series. Its first item flies on one of the next days.',
  route: { method: 'post', path: '/distribution/series' },
  input: z.strictObject({
    tenant: idInput,
    slug: z
      .string()
      .regex(
        /^[a-z0-9]+(-[a-z0-9]+)*$/,
        'Use small letters, digits and single hyphens: polar-bears.',
      )
      .max(100)
      .meta({ description: 'Its short name, from which the name of its board is made.' }),
    name: seriesInput.name,
    source: seriesInput.source,
    channels: seriesInput.channels,
    boardName: seriesInput.boardName.optional(),
    repeatDays: seriesInput.repeatDays.optional(),
  }),
  output: seriesOutput,
  permission: 'series.write',
  errors: ['CHANNEL_NOT_FOUND', 'CHANNEL_NOT_ACTIVE'],
  examples: {
    usual: {
      input: {
        ...{ tenant: exampleIds.tenant, name: 'Sharks', slug: 'sharks' },
        source: { kind: 'feed', url: 'https://blog.example/sharks.xml' },
        channels: [exampleIds.channel],
      },
      output: {
        ...exampleSeries,
        source: { kind: 'feed', url: 'https://blog.example/sharks.xml' },
        isFound: false,
      },
    },
  },
  run: async ({ tenant: given, ...said }, context) => {
    const { payload, settings, req } = context
    const tenant = await ownedTenant(context, given, 'series.write')
    if (said.channels.length > 0) await chooseChannels({ context, tenant, ids: said.channels })
    nameEditor(req, context.caller)
    const made = await orFlaws(() =>
      payload.create({
        collection: settings.slugs.series as CollectionSlug,
        data: { ...said, tenant } as never,
        depth: 0,
        req,
      }),
    )
    return toSeriesAnswer(made as unknown as SeriesRecord)
  },
})
