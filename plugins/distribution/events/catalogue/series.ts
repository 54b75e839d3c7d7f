import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { seriesEvents } from '../../model/eventTypes.ts'
import { idOutput } from '../../operation.ts'
import type { EventKind } from './eventKind.ts'

const summaries: Record<(typeof seriesEvents)[number], string> = {
  found: 'A new folder was found, and is a series from now on.',
  gone: 'The folder of a series is gone: it flies no more until it is back.',
  back: 'The folder of a series is there again.',
  broken: 'The source of a series cannot be read; what was read before still flies.',
  recovered: 'The source of a series can be read again.',
}

const changes = seriesEvents.map(
  (what): EventKind => ({
    type: `distribution.series.${what}`,
    schemaVersion: 1,
    summary: summaries[what],
    names: [],
    data: z.object({
      series: idOutput,
      slug: z.string(),
      items: z.int().nullable().optional(),
      reason: z.string().nullable().optional(),
    }),
    example: { series: exampleIds.series, slug: 'sharks', items: 60, reason: null },
  }),
)

/** Of evergreen series and their flight plans. */
export const series: EventKind[] = [
  {
    type: 'distribution.flight_plan.made',
    schemaVersion: 1,
    summary: 'The night watchman has decided which series of a client fly on a day.',
    names: [],
    data: z.object({
      flightPlan: idOutput,
      day: z.string(),
      flights: z.int(),
      carried: z.int(),
      skipped: z.array(z.object({ slug: z.string(), code: z.string(), message: z.string() })),
      late: z.array(z.string()).meta({ description: 'For which the day is too short.' }),
      unread: z
        .array(z.object({ slug: z.string(), code: z.string(), message: z.string() }))
        .meta({ description: 'Whose sources could not be read: what was read before flies.' }),
      collisions: z.array(z.object({ boardName: z.string(), slugs: z.array(z.string()) })),
    }),
    example: {
      ...{ flightPlan: exampleIds.flightPlan, day: '2026-11-23', flights: 31, carried: 1 },
      skipped: [
        {
          ...{ slug: 'cats', code: 'NOTHING_LEFT' },
          message: 'All of its 40 items have gone out. Add some, or let them go out again.',
        },
      ],
      late: [],
      unread: [],
      collisions: [],
    },
  },
  ...changes,
]
