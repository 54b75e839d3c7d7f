import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { channelStates } from '../../model/channel.ts'
import { idOutput, instantOutput } from '../../operation.ts'
import { healthCodes, healthWords, trendWords } from '../../plan/health/facts.ts'
import type { ChannelHealth } from './readHealth.ts'

/** How well a channel is, as operations answer. */
export const channelHealthOutput = z
  .object({
    channel: idOutput,
    name: z.string(),
    platform: z.string(),
    state: z.enum(channelStates),
    stateReason: z.string().nullable(),
    lastPostAt: instantOutput
      .nullable()
      .meta({ description: 'When anything last went out there.' }),
    score: z.int().min(0).max(100).meta({
      description:
        '100 where nothing is known against it. Below 40 it takes no part in a plan over many accounts, unless that asks for it.',
    }),
    word: z.enum(healthWords).meta({
      description: '`untried`: nothing was attempted there for two weeks.',
    }),
    reasons: z
      .array(z.object({ code: z.enum(healthCodes), message: z.string(), points: z.int() }))
      .meta({ description: 'What takes points away, the most first.' }),
    trend: z
      .object({
        direction: z.enum(trendWords),
        by: z.int().meta({ description: 'In points.' }),
        message: z.string(),
      })
      .meta({ description: 'The record of the last 7 days beside that of the 7 days before.' }),
  })
  .meta({ component: 'ChannelHealth' })

export const toHealthAnswer = (one: ChannelHealth) => ({
  channel: one.id,
  name: one.name,
  platform: one.platform,
  state: one.state,
  stateReason: one.stateReason,
  lastPostAt: one.lastPostAt?.toISOString() ?? null,
  ...one.health,
})

/** As the reference shows it. */
export const exampleHealth: z.input<typeof channelHealthOutput> = {
  channel: exampleIds.postizChannel,
  name: 'Instagram',
  platform: 'instagram',
  state: 'active',
  stateReason: null,
  lastPostAt: '2026-11-22T13:30:02.114Z',
  score: 82,
  word: 'well',
  reasons: [
    {
      code: 'LIMITS',
      message: 'It was told once in 7 days that this is too much and to come later.',
      points: 12,
    },
    { code: 'FAILURES', message: '17 of 19 attempts in 7 days succeeded.', points: 6 },
  ],
  trend: {
    direction: 'falling',
    by: -18,
    message: 'Its record was worth 100 points in the 7 days before, and is 18 worse now.',
  },
}
