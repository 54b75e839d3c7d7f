import { luckOf } from '../luckOf.ts'
import { givePhases, isDue, modeOf } from './cadence.ts'
import type { DayInputs, DayPlan, PlannedFlight, SeriesFacts, Skipped } from './facts.ts'
import { findHindrance, findLack } from './findHindrance.ts'
import { nameBoard } from './nameBoard.ts'
import { spaceFlights } from './spaceFlights.ts'

/** What the boards of series are called, by series. */
export type BoardNames = Map<string, string>

export const nameBoards = ({ series, options }: DayInputs): BoardNames =>
  new Map(
    series.map(({ id, slug, boardName }) => [
      id,
      nameBoard({ slug, template: options.boardTemplate, exception: boardName }),
    ]),
  )

const findCollisions = ({ series }: DayInputs, names: BoardNames): DayPlan['collisions'] => {
  const living = series.filter(({ isGone }) => !isGone)
  const byName = Map.groupBy(living, ({ id }) => (names.get(id) ?? '').toLowerCase())
  return [...byName.values()].flatMap((some) => {
    const [first] = some
    return first && some.length > 1
      ? { boardName: names.get(first.id) ?? '', slugs: some.map(({ slug }) => slug).sort() }
      : []
  })
}

/** Of a source that was read, but not the whole of it, its series alone tells. */
const findUnread = ({ series }: DayInputs): DayPlan['unread'] =>
  series.flatMap(({ id, slug, problem }) =>
    problem === null || problem.code === 'ITEMS_LEFT_OUT' ? [] : { series: id, slug, ...problem },
  )

const byPosition = (a: SeriesFacts, b: SeriesFacts): number =>
  (a.open?.position ?? 0) - (b.open?.position ?? 0) || (a.id < b.id ? -1 : 1)

/**
 * What flies on a day, and in which order: first what is carried over from days before, in its order, then those whose turn
 * it is today, in an order that chance gives anew each day. A series has one open flight at most, and one that is carried
 * over counts as today's. A pure function: the same inputs give the same plan.
 *
 * @param names where they are known already
 */
export const planDay = (inputs: DayInputs, names: BoardNames = nameBoards(inputs)): DayPlan => {
  const { day, seed, options, series } = inputs
  const phases = givePhases(series, options)
  const carried = series.filter(({ open }) => open !== null).toSorted(byPosition)
  const turns = series.filter(
    (one) => one.open === null && isDue({ series: one, given: phases.get(one.id), day, options }),
  )
  const skipped = turns.flatMap((one): Skipped[] => {
    const why = findHindrance(one) ?? findLack(one)
    return why ? [{ series: one.id, slug: one.slug, ...why }] : []
  })
  const left = new Set(skipped.map((one) => one.series))
  const luck = new Map(turns.map(({ id }) => [id, luckOf(seed, id)]))
  const fresh = turns
    .filter(({ id }) => !left.has(id))
    .toSorted((a, b) => (luck.get(a.id) ?? 0) - (luck.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1))
  const flying = [...carried, ...fresh]
  const times = spaceFlights({ ...inputs, now: new Date(inputs.now), count: flying.length })
  const queue = flying.map((one, index): PlannedFlight => {
    const at = times[index] ?? null
    return {
      series: one.id,
      slug: one.slug,
      boardName: names.get(one.id) ?? '',
      mode: modeOf(one.count, options),
      carried: one.open === null ? 0 : one.open.carried + (one.open.day < day ? 1 : 0),
      at: at === null ? null : new Date(at).toISOString(),
    }
  })
  return {
    queue,
    phases: [...phases].map(([id, given]) => ({ series: id, ...given })),
    skipped,
    late: queue
      .filter(({ at }) => at === null)
      .map(({ series: id, slug }) => ({
        ...{ series: id, slug },
        message: 'The hours of this day do not suffice for it. It is carried over to the next.',
      })),
    unread: findUnread(inputs),
    collisions: findCollisions(inputs, names),
  }
}

/** A flight plan as programs read it. */
export const toQueueJson = (plan: Pick<DayPlan, 'queue'>, generatedAt: Date) => ({
  generated_at: generatedAt.toISOString(),
  queue: plan.queue.map(({ slug, boardName, mode }) => ({
    ...{ collection: slug, board_name: boardName, mode },
  })),
})
