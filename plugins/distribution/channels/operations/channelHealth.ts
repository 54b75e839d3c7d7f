import { z } from 'zod'
import { notFound } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { numberOf } from '../../listInput.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { periodDays } from '../../plan/health/countPeriod.ts'
import { followDays } from '../../plan/health/followDays.ts'
import { channelHealthOutput, exampleHealth, toHealthAnswer } from '../health/healthAnswer.ts'
import { readHealth } from '../health/readHealth.ts'
import { readTenant } from '../readConnection.ts'

export const channelHealth = defineOperation({
  name: 'channels.health',
  summary:
    'Tells how well a channel is, by what came of the attempts of the last 7 days: a score with its reasons, and how it went day by day.',
  route: { method: 'get', path: '/channels/{id}/health' },
  input: z.strictObject({
    id: idInput,
    days: z
      .preprocess(numberOf, z.int().min(14).max(30))
      .default(30)
      .meta({ description: 'How many days are told, 14 to 30; the last one is today.' }),
  }),
  output: z.object({
    health: channelHealthOutput,
    timezone: z.string().meta({ description: 'In which the days are: that of the client.' }),
    days: z.array(
      z.object({
        date: z.iso.date(),
        attempts: z.int(),
        succeeded: z.int(),
        limited: z.int(),
        score: z.int().nullable().meta({
          description:
            'What its record of the 7 days until then is worth; null where nothing was attempted in them.',
        }),
      }),
    ),
  }),
  permission: 'channels.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.postizChannel },
      output: {
        health: exampleHealth,
        timezone: 'Europe/Lisbon',
        days: [{ date: '2026-11-22', attempts: 3, succeeded: 2, limited: 1, score: 82 }],
      },
    },
  },
  run: async (input, context) => {
    const { db, payload, settings, req, now } = context
    const { id, tenant } = await findOwned({
      context,
      collection: 'channels',
      id: input.id,
      permission: 'channels.read',
      what: 'channel',
    })
    const { timezone } = await readTenant({ payload, settings, tenant, req })
    const [found] = await readHealth({
      ...{ db, tenant, timezone, now },
      channels: [id],
      days: input.days + periodDays - 1,
    })
    if (!found) throw notFound('channel')
    return {
      health: toHealthAnswer(found),
      timezone,
      days: followDays(found.facts, input.days),
    }
  },
})
