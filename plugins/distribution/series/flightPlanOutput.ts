import { z } from 'zod'
import { exampleIds } from '../exampleIds.ts'
import { flightModes } from '../model/series.ts'
import { idOutput, instantOutput } from '../operation.ts'

export const dayInput = z.iso.date().meta({ description: 'A day, such as 2026-11-23.' })

const slug = z.string().meta({ description: 'The short name of the series.' })

const plannedFlightOutput = z
  .object({
    series: idOutput,
    slug,
    boardName: z.string(),
    mode: z.enum(flightModes),
    carried: z.int().meta({ description: 'How often it was carried over from the day before.' }),
    at: instantOutput
      .nullable()
      .meta({ description: 'When it takes off; null where the day is too short for it.' }),
  })
  .meta({ component: 'PlannedFlight' })

const skippedOutput = z.object({
  series: idOutput,
  slug,
  code: z.enum(['SERIES_PAUSED', 'SERIES_GONE', 'NO_CHANNEL', 'NOTHING_LEFT', 'SERIES_RESTS']),
  message: z.string(),
})

/** What was decided for a day, for people and programs. */
export const dayPlanOutput = {
  queue: z.array(plannedFlightOutput).meta({ description: 'In the order in which they fly.' }),
  skipped: z
    .array(skippedOutput)
    .meta({ description: 'Series whose turn it is and that do not fly, and why.' }),
  late: z
    .array(z.object({ series: idOutput, slug, message: z.string() }))
    .meta({ description: 'What does not fit into the day, and is carried over.' }),
  unread: z
    .array(z.object({ series: idOutput, slug, code: z.string(), message: z.string() }))
    .meta({
      description: 'Series whose sources could not be read; what was read before flies.',
    }),
  collisions: z
    .array(z.object({ boardName: z.string(), slugs: z.array(z.string()) }))
    .meta({ description: 'Series whose boards would have one name.' }),
}

export const flightPlanSummary = {
  flightPlan: idOutput,
  tenant: idOutput,
  day: z.string(),
  timezone: z.string(),
  generatedAt: instantOutput,
  isLate: z.boolean().meta({ description: 'Made after the night, once Postyard ran again.' }),
}

/** As programs have always read it. */
export const queueOutput = z.object({
  generated_at: instantOutput,
  queue: z.array(
    z.object({ collection: z.string(), board_name: z.string(), mode: z.enum(flightModes) }),
  ),
})

export const exampleQueue = [
  {
    ...{ series: exampleIds.series, slug: 'sharks', boardName: 'Shark Coloring Pages' },
    ...{ mode: 'growth' as const, carried: 0, at: '2026-11-23T00:00:00.000Z' },
  },
]

export const exampleDay = { queue: exampleQueue, skipped: [], late: [], unread: [], collisions: [] }

export const exampleSummary = {
  ...{ flightPlan: exampleIds.flightPlan, tenant: exampleIds.tenant, day: '2026-11-23' },
  ...{ timezone: 'Europe/Lisbon', generatedAt: '2026-11-23T00:00:02.000Z', isLate: false },
}
