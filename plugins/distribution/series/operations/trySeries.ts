import { z } from 'zod'
import { canonicalJson } from '../../canonicalJson.ts'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { flightModes, type SeriesRecord, type SeriesSource } from '../../model/series.ts'
import { checkSource } from '../../model/seriesSource.ts'
import { defineOperation, idInput, instantOutput } from '../../operation.ts'
import { lookAhead, modeOf, nameBoard, type SeriesFacts } from '../../plan/series/index.ts'
import { nameEditor } from '../../security/standing.ts'
import { ownedSeries } from '../ownedSeries.ts'
import { seedOf } from '../readDay.ts'
import { seriesInput } from '../seriesInput.ts'
import { findSourceFlaw } from '../sources/findSourceFlaw.ts'
import { readSource } from '../sources/readSource.ts'
import { readNextDay } from '../watchman/readNextDay.ts'

/** So many are told by their names. */
const mostTold = 5

/** So far it is looked ahead, in days: one that flies once a month is seen. */
const mostDays = 35

const whyOutput = z.object({ code: z.string(), message: z.string() }).nullable()

const refuse = (message: string): DistributionError =>
  new DistributionError('INVALID_INPUT', message, {
    details: [{ path: 'source', code: 'INVALID_INPUT', message }],
  })

/** The items of a series that do not fly again, by their ids within it: those that went out, and those that were set aside. */
const readOver = async (args: {
  db: Db
  series: Pick<SeriesRecord, 'id' | 'tenant'>
  /** Whether those that went out do not go again. */
  isOnce: boolean
}) => {
  const { db, series, isOnce } = args
  const over = await rows<{ key: string }>(
    db,
    sql`
      select i.key from postyard_series_items i
      where i.series_id = ${String(series.id)} and i.tenant = ${String(series.tenant)}
        and (i.set_aside_at is not null or (${isOnce} and exists (
          select from postyard_series_flown f where f.item_id = i.id and f.tenant = i.tenant)))`,
  )
  return new Set(over.map(({ key }) => key))
}

/** When a series as it would be flies first, or why it does not. */
const foresee = (args: {
  inputs: Awaited<ReturnType<typeof readNextDay>>
  one: SeriesFacts
  tenant: ID
}) => {
  const { inputs, one, tenant } = args
  const series = [...inputs.series.filter(({ id }) => id !== one.id), one]
  const days = lookAhead({
    inputs: { ...inputs, series },
    days: mostDays,
    seedOf: (day) => seedOf(tenant, day),
  })
  for (const { day, queue, skipped } of days) {
    const flight = queue.find((own) => own.series === one.id)
    if (flight) return { next: { day, at: flight.at }, why: null }
    const skip = skipped.find((own) => own.series === one.id)
    if (skip) return { next: null, why: { code: skip.code, message: skip.message } }
  }
  return { next: null, why: null }
}

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

    const { read } = await readSource({ payload, tenant, source })
    const all = read.kind === 'read' ? read.items : []
    const items = all.filter(({ isDraft }) => !isDraft)
    const flawed = items.filter(({ refusal }) => refusal !== null)
    const over = known
      ? await readOver({ db, series: known, isOnce: !input.repeatDays })
      : new Set<string>()
    const left = items.filter(({ key, refusal }) => refusal === null && !over.has(key))
    const inputs = await readNextDay({ ...context, tenant })
    const before = inputs.series.find(({ id }) => id === String(known?.id))
    const slug = input.slug || known?.slug || null
    const one: SeriesFacts = {
      ...{ id: 'new', name: '', phase: null, phaseOf: null, isPaused: false, pausedReason: null },
      ...{ problem: null, lastPlannedDay: null, open: null },
      ...before,
      ...{ slug: slug ?? '', count: items.length, remaining: left.length, isGone: false },
      ...{ channels: input.channels.length, boardName: input.boardName ?? null },
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
