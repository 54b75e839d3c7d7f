import { z } from 'zod'
import { canonicalJson } from '../../canonicalJson.ts'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { flightModes, type SeriesSource } from '../../model/series.ts'
import { checkSource } from '../../model/seriesSource.ts'
import { defineOperation, idInput, instantOutput } from '../../operation.ts'
import { modeOf, nameBoard, type SeriesFacts } from '../../plan/series/index.ts'
import { nameEditor } from '../../security/standing.ts'
import { ownedSeries } from '../ownedSeries.ts'
import { seriesInput } from '../seriesInput.ts'
import { findSourceFlaw } from '../sources/findSourceFlaw.ts'
import type { SourceRead } from '../sources/foundItem.ts'
import { readSource } from '../sources/readSource.ts'
import { within } from '../sources/sourceLimits.ts'
import { foresee } from '../trying/foresee.ts'
import { readLive } from '../trying/readLive.ts'
import { readStands } from '../trying/readStands.ts'
import { weighItems } from '../trying/weighItems.ts'
import { readNextDay } from '../watchman/readNextDay.ts'

/** So many are told by their names. */
const mostTold = 5

/** What is said of a source that does not answer. */
const slow: SourceRead = {
  kind: 'broken',
  code: 'SOURCE_SLOW',
  message: 'The source does not answer in time. See that it can be reached, then try it again.',
}

const whyOutput = z.object({ code: z.string(), message: z.string() }).nullable()

const refuse = (message: string): DistributionError =>
  new DistributionError('INVALID_INPUT', message, {
    details: [{ path: 'source', code: 'INVALID_INPUT', message }],
  })

export const trySeries = defineOperation({
  name: 'series.try',
  summary:
    'Looks at a source before a series is made or changed: how many items it has, what is wrong with which, what would fly first and when, and what its board is called. Nothing is kept.',
  route: { method: 'post', path: '/tenants/{id}/try-series' },
  input: z.strictObject({
    id: idInput,
    series: idInput.optional().meta({ description: 'The series that is to be changed.' }),
    source: seriesInput.source,
    slug: z.string().max(100).optional().meta({ description: 'From which its board is named.' }),
    channels: seriesInput.channels.default([]),
    boardName: seriesInput.boardName.optional(),
    repeatDays: seriesInput.repeatDays.optional(),
  }),
  output: z.object({
    items: z.int().meta({ description: 'Items that are no drafts.' }),
    drafts: z.int(),
    left: z.int().meta({ description: 'Of the items, those that can still fly.' }),
    first: z.array(z.string()).meta({ description: 'Titles of those that fly first.' }),
    flawed: z.int().meta({ description: 'Items that cannot fly as they are.' }),
    flaws: z.array(z.string()).meta({ description: 'What is wrong with the first of them.' }),
    notes: z.array(z.string()).meta({ description: 'What else to know of the source.' }),
    problem: whyOutput.meta({ description: 'Why the source cannot be read.' }),
    mode: z.enum(flightModes),
    boardName: z.string().nullable().meta({ description: 'Null while it has no short name.' }),
    next: z
      .object({ day: z.string(), at: instantOutput.nullable() })
      .nullable()
      .meta({ description: 'When it would fly first.' }),
    why: whyOutput.meta({ description: 'Why it would not fly.' }),
  }),
  permission: 'series.write',
  errors: [],
  isReadOnly: true,
  isOutward: true,
  examples: {
    usual: {
      input: {
        ...{ id: exampleIds.tenant, slug: 'sharks', channels: [exampleIds.channel] },
        source: { kind: 'folder', path: 'animals/sharks' },
      },
      output: {
        ...{ items: 60, drafts: 1, left: 60, first: ['Great white shark', 'Hammerhead shark'] },
        ...{ flawed: 0, flaws: [], notes: [], problem: null, mode: 'growth' },
        boardName: 'Shark Coloring Pages',
        next: { day: '2026-11-23', at: '2026-11-23T08:12:00.000Z' },
        why: null,
      },
    },
  },
  run: async (input, context) => {
    const { payload, settings, req, db } = context
    const tenant = await ownedTenant(context, input.id, 'series.write')
    const known =
      input.series === undefined
        ? undefined
        : await ownedSeries(context, input.series, 'series.write')
    if (known && String(known.tenant) !== String(tenant)) {
      throw new DistributionError('NOT_FOUND', 'There is no such series of this client.')
    }
    const checked = checkSource(input.source, settings)
    if ('flaw' in checked) throw refuse(checked.flaw)
    const source: SeriesSource = checked.source
    nameEditor(req, context.caller)
    const isSame = known !== undefined && canonicalJson(known.source) === canonicalJson(source)
    const flaw = isSame
      ? undefined
      : await findSourceFlaw({ settings, req, tenant: String(tenant), source })
    if (flaw !== undefined) throw refuse(flaw)

    const { limits } = settings.series
    const found = await within({ ms: limits.sourceMs }, (signal) =>
      readSource({ payload, tenant, source, signal }),
    )
    const read = found?.read ?? slow
    const all = read.kind === 'read' ? read.items : []
    const items = all.filter(({ isDraft }) => !isDraft)
    const flawed = items.filter(({ refusal }) => refusal !== null)
    const inputs = await readNextDay({ ...context, tenant })
    const channels = await readLive(db, { tenant, channels: input.channels })
    const repeatDays = input.repeatDays ?? null
    const stands = known
      ? await readStands({ ...inputs, payload, db, tenant, series: known.id, channels, repeatDays })
      : new Map()
    const { left, ...weighed } = weighItems(items, stands)
    const before = inputs.series.find(({ id }) => id === String(known?.id))
    const slug = input.slug || known?.slug || null
    const one: SeriesFacts = {
      ...{ id: 'new', name: '', phase: null, phaseOf: null, isPaused: false, pausedReason: null },
      ...{ problem: null, lastPlannedDay: null, open: null },
      ...before,
      ...{ ...weighed, slug: slug ?? '', isGone: false, repeatDays },
      ...{ channels: channels.length, boardName: input.boardName ?? null },
    }
    const problem =
      read.kind === 'gone'
        ? { code: 'SERIES_GONE', message: 'There is no such folder. Choose one that is there.' }
        : read.kind === 'broken'
          ? { code: read.code, message: read.message }
          : null
    return {
      items: items.length,
      drafts: all.length - items.length,
      left: left.length,
      first: left.slice(0, mostTold).map(({ title }) => title),
      flawed: flawed.length,
      flaws: flawed.slice(0, mostTold).flatMap(({ refusal }) => refusal?.message ?? []),
      notes: read.kind === 'read' ? read.notes.slice(0, mostTold) : [],
      problem,
      mode: modeOf(items.length, inputs.options),
      boardName:
        slug === null
          ? null
          : nameBoard({
              slug,
              template: inputs.options.boardTemplate,
              exception: input.boardName ?? null,
            }),
      ...(problem ? { next: null, why: null } : foresee({ inputs, one, tenant })),
    }
  },
})

export type TriedSeries = z.output<typeof trySeries.output>
