import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { anyOf, numberOf } from '../../listInput.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { type HealthWord, healthWords } from '../../plan/health/facts.ts'
import { channelHealthOutput, exampleHealth, toHealthAnswer } from '../health/healthAnswer.ts'
import { type ChannelHealth, readHealth } from '../health/readHealth.ts'
import { ownedTenant } from '../ownedTenant.ts'
import { readTenant } from '../readConnection.ts'

const countWords = (found: ChannelHealth[]): Record<HealthWord, number> => {
  const counts: Record<HealthWord, number> = { well: 0, strained: 0, unwell: 0, untried: 0 }
  for (const { health } of found) counts[health.word] += 1
  return counts
}

export const healthOfChannels = defineOperation({
  name: 'channels.healthOf',
  summary:
    'Tells how well the channels of a client are, the worst first; those that are gone are left out.',
  route: { method: 'get', path: '/distribution/channels/health' },
  input: z.strictObject({
    tenant: idInput,
    word: anyOf(z.enum(healthWords)).optional().meta({ description: 'Only those; left out, all.' }),
    limit: z
      .preprocess(numberOf, z.int().min(1).max(1_000))
      .default(100)
      .meta({ description: 'The most that the answer holds, 1 to 1,000.' }),
  }),
  output: z.object({
    channels: z.array(channelHealthOutput),
    counts: z
      .object({ well: z.int(), strained: z.int(), unwell: z.int(), untried: z.int() })
      .meta({ description: 'How many of all channels are so, whatever was asked for.' }),
  }),
  permission: 'channels.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant },
      output: {
        channels: [exampleHealth],
        counts: { well: 1, strained: 0, unwell: 0, untried: 0 },
      },
    },
  },
  run: async (input, context) => {
    const { db, payload, settings, req, now } = context
    const tenant = await ownedTenant(context, input.tenant, 'channels.read')
    const { timezone } = await readTenant({ payload, settings, tenant, req })
    const all = await readHealth({ db, tenant, timezone, now })
    const found = all.filter(({ state }) => state !== 'removed')
    const asked = input.word
      ? found.filter(({ health }) => input.word?.includes(health.word))
      : found
    return {
      channels: asked
        .toSorted(
          (a, b) => a.health.score - b.health.score || a.health.trend.by - b.health.trend.by,
        )
        .slice(0, input.limit)
        .map(toHealthAnswer),
      counts: countWords(found),
    }
  },
})

export type HealthOfChannels = z.output<typeof healthOfChannels.output>
