import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { idOutput, instantOutput } from '../../operation.ts'
import { stateOutput } from '../deliveryAnswer.ts'
import {
  assessmentOutput,
  exampleAssessment,
  exampleFigures,
  examplePeaks,
  figuresOutput,
  leftOutOutput,
  peaksOutput,
  windowOutput,
} from './spreadOutput.ts'

const problem = z.object({
  code: z.string(),
  message: z.string(),
  errors: z.array(
    z.object({
      path: z.string(),
      code: z.string(),
      message: z.string(),
      channel: idOutput.optional(),
      plan: idOutput.optional(),
      delivery: idOutput.optional(),
      at: instantOutput.optional(),
      fits: z.int().optional(),
      of: z.int().optional(),
    }),
  ),
})

/** What starting a network plan answers. */
export const startOutput = z.object({
  plan: idOutput.nullable().meta({ description: 'Null of a dry run.' }),
  seed: z.string().meta({ description: 'With it the plan can be made again.' }),
  window: windowOutput,
  peaks: peaksOutput,
  schedule: z
    .array(
      z.object({
        delivery: idOutput.nullable().meta({ description: 'Null of a dry run.' }),
        channel: idOutput,
        name: z.string(),
        platform: z.string(),
        timezone: z.string(),
        at: instantOutput
          .nullable()
          .meta({ description: 'When it goes out; null where a dry run found no time.' }),
        state: stateOutput.nullable(),
        isPeak: z.boolean(),
        isLead: z.boolean(),
        text: z.string().nullable().meta({ description: 'Of a dry run: what it says.' }),
        refusals: z
          .array(z.object({ code: z.string(), message: z.string() }))
          .meta({ description: 'Of a dry run: what keeps it from there.' }),
      }),
    )
    .meta({ description: 'Each account, in order of time.' }),
  leftOut: leftOutOutput,
  notes: z.array(z.string()).meta({ description: 'What is to be known of the selection.' }),
  figures: figuresOutput.nullable(),
  assessment: assessmentOutput.nullable(),
  variants: z.int().meta({ description: 'How many different texts go out.' }),
  dryRun: z
    .object({
      fits: z.boolean().meta({ description: 'Whether it would start.' }),
      problems: z.array(problem).meta({
        description: 'What it would be refused for, each as starting would answer it.',
      }),
    })
    .optional()
    .meta({ description: 'Of a dry run.' }),
})

export type StartAnswer = z.input<typeof startOutput>

export const exampleStart: StartAnswer = {
  plan: exampleIds.plan,
  seed: '4f1c9a',
  window: { from: '2026-11-23T06:00:00.000Z', to: '2026-11-23T12:00:00.000Z' },
  peaks: examplePeaks,
  schedule: [
    {
      delivery: exampleIds.delivery,
      channel: exampleIds.postizChannel,
      name: 'Instagram',
      platform: 'instagram',
      timezone: 'Europe/Lisbon',
      at: '2026-11-23T06:03:41.207Z',
      state: 'scheduled',
      isPeak: true,
      isLead: true,
      text: null,
      refusals: [],
    },
  ],
  leftOut: [
    {
      channel: exampleIds.channel,
      name: 'Branch 17',
      code: 'NOT_WELL',
      message: 'Its health is 31 of 100, below 40. Its page says why.',
    },
  ],
  notes: [],
  figures: exampleFigures,
  assessment: exampleAssessment,
  variants: 24,
}
