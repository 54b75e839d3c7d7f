import { z } from 'zod'
import { idOutput, instantOutput } from '../../operation.ts'

/** What a spread came to. */
export const figuresOutput = z
  .object({
    placed: z.int(),
    inPeak: z.int().meta({ description: 'In peak hours of their account.' }),
    peakShare: z.number().meta({ description: '0 to 1.' }),
    peakAtMost: z
      .int()
      .meta({ description: 'No plan that holds every rule has more in peak hours.' }),
    leastGapMs: z.number(),
    shortestGapMs: z.number(),
    longestGapMs: z.number(),
    meanGapMs: z.number(),
    gapsAboveMax: z.int().meta({ description: 'Longer than was wished for.' }),
  })
  .meta({ component: 'SpreadFigures' })

/** How risky a plan looked before it started. */
export const assessmentOutput = z
  .object({
    score: z.number().meta({ description: '0 to 100; from 80 on it does not start.' }),
    isBlocked: z.boolean(),
    reasons: z.array(z.object({ code: z.string(), message: z.string(), points: z.number() })),
  })
  .meta({ component: 'RiskAssessment' })

export const windowOutput = z.object({ from: instantOutput, to: instantOutput })

const hours = z.array(z.object({ from: z.string(), to: z.string() }))

/** When most people look, by the clock of each account's own zone. */
export const peaksOutput = z.object({ weekday: hours, weekend: hours }).meta({
  description:
    'When most people look, by the clock of each account’s own zone; `to` at or before `from` is of the next day.',
})

export const examplePeaks = {
  weekday: [
    { from: '07:00', to: '09:00' },
    { from: '18:00', to: '21:00' },
  ],
  weekend: [{ from: '10:00', to: '13:00' }],
} satisfies z.input<typeof peaksOutput>

/** Accounts that take no part, each with its reason. */
export const leftOutOutput = z
  .array(z.object({ channel: idOutput, name: z.string(), code: z.string(), message: z.string() }))
  .meta({ description: 'Accounts that take no part, and why.' })

export const exampleFigures = {
  placed: 100,
  inPeak: 92,
  peakShare: 0.92,
  peakAtMost: 92,
  leastGapMs: 300_000,
  shortestGapMs: 302_400,
  longestGapMs: 871_000,
  meanGapMs: 423_500,
  gapsAboveMax: 0,
} satisfies z.input<typeof figuresOutput>

export const exampleAssessment = {
  score: 12,
  isBlocked: false,
  reasons: [
    {
      code: 'OUTSIDE_PEAK',
      message: '8 of 100 posts (8 %) go out outside the peak hours of their accounts.',
      points: 1,
    },
  ],
} satisfies z.input<typeof assessmentOutput>
