import { z } from 'zod'
import { exampleIds } from '../exampleIds.ts'
import { idOf } from '../id.ts'
import { flightModes, type SeriesMatter, type SeriesRecord } from '../model/series.ts'
import { idOutput, instantOutput } from '../operation.ts'

const matterOutput = z
  .object({ code: z.string(), message: z.string(), since: instantOutput })
  .nullable()

export const seriesOutput = z
  .object({
    series: idOutput,
    tenant: idOutput,
    name: z.string(),
    slug: z.string(),
    source: z.record(z.string(), z.unknown()).meta({
      description:
        '`{kind: folder, path}`, `{kind: feed, url}`, or `{kind: query, collection, where, sort}`.',
    }),
    channels: z.array(idOutput),
    isPaused: z.boolean(),
    pausedReason: z.string().nullable(),
    boardName: z
      .string()
      .nullable()
      .meta({ description: 'Where its board has a name of its own.' }),
    repeatDays: z
      .number()
      .nullable()
      .meta({ description: 'Days after which an item may go out again; null for never.' }),
    isFound: z.boolean().meta({ description: 'It was found in the watched folder.' }),
    count: z.int().meta({ description: 'Items that are there and no drafts.' }),
    remaining: z.int().meta({ description: 'Of these, those that can still fly.' }),
    aside: z.int().meta({ description: 'Of these, those that were set aside.' }),
    restsUntil: z.string().nullable().meta({
      description:
        'Where none can fly: the day on which one may go out again by itself, YYYY-MM-DD.',
    }),
    mode: z.enum(flightModes).nullable(),
    lastPlannedDay: z.string().nullable(),
    readAt: instantOutput.nullable().meta({ description: 'When its source was looked at last.' }),
    problem: matterOutput.meta({ description: 'Why its source cannot be read as it should.' }),
    goneAt: instantOutput.nullable().meta({ description: 'Since when its folder is gone.' }),
    attention: matterOutput.meta({ description: 'What wants a person.' }),
  })
  .meta({ component: 'Series' })

const instantOf = (value: string | null | undefined): string | null =>
  value ? new Date(value).toISOString() : null

const matterOf = (value: SeriesMatter | null | undefined): SeriesMatter | null =>
  value ? { ...value, since: new Date(value.since).toISOString() } : null

export const toSeriesAnswer = (record: SeriesRecord) => ({
  series: record.id,
  tenant: record.tenant,
  name: record.name,
  slug: record.slug,
  source: { ...record.source },
  channels: (record.channels ?? []).flatMap((one) => idOf(one) ?? []),
  isPaused: record.isPaused === true,
  pausedReason: record.pausedReason || null,
  boardName: record.boardName || null,
  repeatDays: record.repeatDays ?? null,
  isFound: record.isFound === true,
  count: record.count ?? 0,
  remaining: record.remaining ?? 0,
  aside: record.aside ?? 0,
  restsUntil: record.restsUntil || null,
  mode: record.mode ?? null,
  lastPlannedDay: record.lastPlannedDay ?? null,
  readAt: instantOf(record.readAt),
  problem: matterOf(record.problem),
  goneAt: instantOf(record.goneAt),
  attention: matterOf(record.attention),
})

export const exampleSeries = {
  ...{ series: exampleIds.series, tenant: exampleIds.tenant, name: 'Sharks', slug: 'sharks' },
  source: { kind: 'folder', path: 'animals/sharks' },
  ...{ channels: [exampleIds.channel], isPaused: false, pausedReason: null, boardName: null },
  ...{ repeatDays: null, isFound: true, count: 60, remaining: 41, mode: 'growth' as const },
  ...{ aside: 0, restsUntil: null },
  ...{ lastPlannedDay: '2026-11-23', readAt: '2026-11-23T00:00:01.000Z', problem: null },
  ...{ goneAt: null, attention: null },
}
