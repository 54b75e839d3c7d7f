import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withPhase } from './cadence.ts'
import type { DayInputs, DayOptions, DayPlan, SeriesFacts } from './facts.ts'
import { dayNumber, dayOf, lookAhead, planDay, toQueueJson } from './index.ts'

const options: DayOptions = {
  threshold: 75,
  growthEveryDays: 1,
  maintenanceEveryDays: 7,
  boardTemplate: '{Singular} Coloring Pages',
  from: '00:00',
  to: '24:00',
  minMinutes: 45,
  maxMinutes: 60,
  floorMinutes: 1,
}

const facts = (id: string, more: Partial<SeriesFacts> = {}): SeriesFacts => ({
  ...{ id, slug: id, name: id, count: 20, remaining: 20, channels: 1, phase: null, phaseOf: null },
  ...{ isPaused: false, pausedReason: null, isGone: false, problem: null, boardName: null },
  ...{ lastPlannedDay: null, open: null },
  ...more,
})

const inputs = (series: SeriesFacts[], day = '2026-11-23', more: Partial<DayInputs> = {}) => ({
  ...{ version: 1 as const, tenant: 't', day, timezone: 'UTC', now: `${day}T00:00:00.000Z` },
  ...{ seed: `seed ${day}`, options, series },
  ...more,
})

const slugs = (plan: DayPlan) => plan.queue.map(({ slug }) => slug)

/** The series after a day of which all has flown. */
const after = (series: SeriesFacts[], plan: DayPlan, day: string): SeriesFacts[] =>
  series.map((one) => {
    const phase = plan.phases.find((given) => given.series === one.id)
    const hasFlown = plan.queue.some((flight) => flight.series === one.id)
    return {
      ...(phase ? withPhase(one, phase, day) : one),
      ...(hasFlown ? { lastPlannedDay: day, open: null } : {}),
    }
  })

/** Plans day after day; `isUp` says on which days there is a process. */
const run = (
  series: SeriesFacts[],
  days: number,
  isUp: (index: number) => boolean = () => true,
  from = '2026-12-20',
  more: Partial<DayOptions> = {},
) => {
  const flown: { day: string; slug: string }[] = []
  let now = series
  for (let index = 0; index < days; index += 1) {
    const day = dayOf(dayNumber(from) + index)
    if (!isUp(index)) continue
    const plan = planDay(inputs(now, day, { options: { ...options, ...more } }))
    flown.push(...slugs(plan).map((slug) => ({ day, slug })))
    now = after(now, plan, day)
  }
  return { flown, series: now }
}

const big = (id: string, more: Partial<SeriesFacts> = {}) =>
  facts(id, { count: 80, remaining: 80, ...more })

test('few items fly daily, 75 and more on one day of the week, over the end of the year too', () => {
  const { flown, series } = run([facts('few', { count: 74 }), big('many', { count: 75 })], 28)
  const daysOf = (slug: string) => flown.filter((one) => one.slug === slug).map(({ day }) => day)
  expect(daysOf('few')).toHaveLength(28)
  expect(daysOf('many')).toHaveLength(4)
  const phase = series.find(({ id }) => id === 'many')?.phase
  expect(daysOf('many').map((day) => dayNumber(day) % 7)).toEqual([phase, phase, phase, phase])
})

test('a series keeps its day whoever comes and goes, and all days have about as many', () => {
  const change = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), id: fc.integer({ min: 0, max: 60 }) }),
    fc.record({ kind: fc.constant('remove' as const), id: fc.integer({ min: 0, max: 60 }) }),
  )
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), fc.boolean(), (changes, onlyAdds) => {
      let series: SeriesFacts[] = []
      let day = dayNumber('2026-12-20')
      for (const { kind, id } of changes) {
        const name = `s-${id}`
        const before = new Map(series.map((one) => [one.id, one.phase]))
        if (kind === 'add') {
          if (!series.some((one) => one.id === name)) series = [...series, big(name)]
        } else if (!onlyAdds) series = series.filter((one) => one.id !== name)
        series = after(series, planDay(inputs(series, dayOf(day))), dayOf(day))
        day += 1
        for (const one of series) {
          const had = before.get(one.id)
          if (had !== undefined && had !== null) expect(one.phase).toBe(had)
          expect(one.phase).not.toBeNull()
        }
        if (!onlyAdds) continue
        const loads = Array.from(
          { length: 7 },
          (_, phase) => series.filter((one) => one.phase === phase).length,
        )
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 60 },
  )
})

test('a series that shrinks and grows again has its day again; another cadence gives another one', () => {
  const [first] = run([big('many')], 7).series
  const small = planDay(inputs([{ ...first!, count: 10, lastPlannedDay: null }]))
  expect([small.phases, slugs(small)]).toEqual([[], ['many']])
  expect(planDay(inputs([first!], '2027-01-20')).phases).toEqual([])
  const slower = { ...inputs([first!]), options: { ...options, maintenanceEveryDays: 14 } }
  expect(planDay(slower).phases).toMatchObject([{ series: 'many', of: 14 }])
})

test('nights without a process are caught up once, and move no day', () => {
  const series = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => big(id))
  const all = run(series, 42)
  const down = new Set([9, 10, 20])
  const some = run(series, 42, (index) => !down.has(index))
  expect(some.series.map(({ phase }) => phase)).toEqual(all.series.map(({ phase }) => phase))
  for (const { id } of series) {
    const count = (flown: { slug: string }[]) => flown.filter(({ slug }) => slug === id).length
    expect(count(some.flown)).toBe(count(all.flown))
  }
  const late = some.flown.filter(({ day }) => day === dayOf(dayNumber('2026-12-20') + 11))
  expect(late).toHaveLength(3)
  expect(run([facts('few')], 10, (index) => index < 3 || index > 6).flown).toHaveLength(6)
})

test('the first day of a series is caught up like every later one, once', () => {
  const series = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => big(id))
  // The night of the first day gives them their days; then there is none for four nights.
  const { flown } = run(series, 7, (index) => index === 0 || index > 4)
  expect(flown.map(({ slug }) => slug).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
  expect(flown.filter(({ day }) => day === '2026-12-25')).toHaveLength(5)
})

test('those that grow on every third day have a day each, keep it, and are caught up once', () => {
  const grow = { growthEveryDays: 3 }
  const series = Array.from({ length: 9 }, (_, index) => facts(`s-${index}`))
  const isUp = (index: number) => index !== 5
  const { flown, series: then } = run(series, 31, isUp, '2026-12-20', grow)
  // All are new, and fly on the first day; then a third of them each day.
  const on = (index: number) =>
    flown.filter(({ day }) => day === dayOf(dayNumber('2026-12-20') + index)).length
  expect([0, 1, 2, 3, 4].map(on)).toEqual([9, 3, 3, 3, 3])
  expect([5, 6, 7, 8, 9].map(on)).toEqual([0, 6, 3, 3, 3])
  // Who comes later moves nobody, and goes where the fewest fly.
  const more = [...then, facts('new-1'), facts('new-2'), facts('new-3')]
  const plan = planDay(inputs(more, '2027-01-20', { options: { ...options, ...grow } }))
  expect(plan.phases.map(({ series: id }) => id)).toEqual(['new-1', 'new-2', 'new-3'])
  expect(new Set(plan.phases.map(({ phase }) => phase)).size).toBe(3)
  expect(plan.queue.filter(({ slug }) => slug.startsWith('new'))).toHaveLength(3)
})

test('another cadence counts from the day on which it was set', () => {
  const { series } = run(
    Array.from({ length: 14 }, (_, index) => big(`s-${index}`)),
    14,
  )
  const slower = run(series, 14, () => true, '2027-01-03', { maintenanceEveryDays: 14 })
  const perDay = Map.groupBy(slower.flown, ({ day }) => day)
  expect([...perDay.values()].map((all) => all.length)).toEqual(Array(14).fill(1))
})

test('what is carried over stands first, in its order, and counts as today’s', () => {
  const open = (position: number, carried = 0) => ({
    ...{ flight: `f${position}`, day: '2026-11-22', position, carried },
  })
  const plan = planDay(
    inputs([
      facts('new'),
      facts('second', { open: open(7) }),
      facts('first', { open: open(2, 3), isPaused: true }),
    ]),
  )
  expect(plan.queue.map(({ slug, carried }) => [slug, carried])).toEqual([
    ['first', 4],
    ['second', 1],
    ['new', 0],
  ])
})

test('who does not fly is told why', () => {
  const plan = planDay(
    inputs([
      facts('paused', { isPaused: true, pausedReason: 'New pictures come' }),
      facts('gone', { isGone: true }),
      facts('empty', { count: 0, remaining: 0 }),
      facts('done', { remaining: 0 }),
      facts('nowhere', { channels: 0 }),
      facts('aside', { remaining: 0, aside: 2 }),
      facts('resting', { remaining: 0, repeatDays: 9, returns: [{ day: '2026-11-28', items: 2 }] }),
      facts('stopped', { remaining: 0, repeatDays: 9 }),
      facts('one', { count: 1, remaining: 0, aside: 1 }),
      facts('broken', { problem: { code: 'FEED_BROKEN', message: 'It is no feed.' } }),
    ]),
  )
  expect(slugs(plan)).toEqual(['broken'])
  expect(plan.unread).toMatchObject([{ slug: 'broken', message: 'It is no feed.' }])
  expect(plan.skipped.map(({ slug, message }) => `${slug}: ${message}`)).toEqual([
    'paused: The series is paused: New pictures come.',
    'gone: Its folder is gone. It flies again once that is back.',
    'empty: It has no items yet. Add some.',
    'done: All of its 20 items have gone out. Add some, or let them go out again.',
    'nowhere: No channel takes its items. Choose channels for the series.',
    'aside: Of its 20 items 2 were set aside, and the others have gone out. Mend those and put them back, or add some.',
    'resting: It rests until 2026-11-28. All of its 20 items have gone out in the last 9 days.',
    'stopped: All of its 20 items have gone out in the last 9 days. Add some.',
    'one: Its only item was set aside. Mend it, then put it back.',
  ])
})

test('no series is always first, and the same seed gives the same order', () => {
  const series = Array.from({ length: 5 }, (_, index) => facts(`s-${index}`))
  const firsts = Array.from({ length: 30 }, (_, index) => {
    const day = dayOf(dayNumber('2026-11-01') + index)
    const plan = planDay(inputs(series, day))
    expect(planDay(inputs(series.toReversed(), day)).queue).toEqual(plan.queue)
    return slugs(plan)[0]
  })
  expect(new Set(firsts).size).toBe(5)
})

test('each input that is changed changes the plan', () => {
  const base = inputs([facts('a'), facts('b'), big('c', { phase: 5, phaseOf: 7 }), facts('d')])
  const said = JSON.stringify(planDay(base))
  const changed = (more: Partial<SeriesFacts>) => ({
    ...base,
    series: base.series.map((one) => (one.id === 'a' ? { ...one, ...more } : one)),
  })
  const others: DayInputs[] = [
    { ...base, day: '2026-11-24' },
    { ...base, timezone: 'America/New_York' },
    { ...base, now: '2026-11-23T20:00:00.000Z' },
    { ...base, seed: 'another' },
    ...(
      [
        { threshold: 20 },
        { maintenanceEveryDays: 9 },
        { boardTemplate: '{Plural}' },
        { from: '08:00' },
        { to: '01:00' },
        { minMinutes: 10 },
        { maxMinutes: 90 },
      ] satisfies Partial<DayOptions>[]
    ).map((more) => ({ ...base, options: { ...options, ...more } })),
    ...(
      [
        { count: 90 },
        { remaining: 0 },
        { channels: 0 },
        { isPaused: true },
        { isGone: true },
        { boardName: 'Another' },
        { problem: { code: 'FEED_BROKEN', message: 'It is no feed.' } },
        { lastPlannedDay: '2026-11-23' },
        { open: { flight: 'f', day: '2026-11-22', position: 1, carried: 0 } },
        { slug: 'b' },
      ] satisfies Partial<SeriesFacts>[]
    ).map(changed),
  ]
  for (const other of others) expect(JSON.stringify(planDay(other))).not.toBe(said)
  expect(JSON.stringify(planDay(structuredClone(base)))).toBe(said)
})

test('two series whose boards would be one are told', () => {
  const plan = planDay(
    inputs([
      facts('shark'),
      facts('sharks'),
      facts('cats'),
      facts('jaws', { boardName: 'SHARK coloring pages' }),
    ]),
  )
  expect(plan.collisions).toEqual([
    { boardName: 'Shark Coloring Pages', slugs: ['jaws', 'shark', 'sharks'] },
  ])
})

test('as programs read it', () => {
  const plan = planDay(inputs([facts('sharks'), big('unicorns', { phase: 3, phaseOf: 7 })]))
  expect(toQueueJson(plan, new Date('2026-11-23T00:00:02Z'))).toEqual({
    generated_at: '2026-11-23T00:00:02.000Z',
    queue: [{ collection: 'sharks', board_name: 'Shark Coloring Pages', mode: 'growth' }],
  })
})

test('a month ahead is what the days will bring', () => {
  const series = [
    ...Array.from({ length: 6 }, (_, index) => facts(`few-${index}`, { remaining: 5 + index })),
    ...Array.from({ length: 9 }, (_, index) => big(`many-${index}`)),
  ]
  const seedOf = (day: string) => `seed ${day}`
  const coming = lookAhead({ inputs: inputs(series), days: 30, seedOf })
  let now = series
  for (const { day, queue } of coming) {
    const plan = planDay(inputs(now, day))
    expect(queue).toEqual(plan.queue)
    now = after(now, plan, day).map((one) => ({
      ...one,
      remaining: one.remaining - (plan.queue.some(({ series: id }) => id === one.id) ? 1 : 0),
    }))
  }
})

test('in the month ahead what may repeat comes again once its days have passed, and rests until then', () => {
  const again = facts('again', { count: 3, remaining: 2, repeatDays: 10 })
  const returns = [{ day: '2026-11-27', items: 1 }]
  const coming = lookAhead({
    ...{ inputs: inputs([{ ...again, returns }]), days: 30 },
    seedOf: (day) => `seed ${day}`,
  })
  const flown = coming.flatMap(({ queue }, index) => (queue.length > 0 ? index : []))
  expect(flown).toEqual([0, 1, 4, 10, 11, 14, 20, 21, 24])
  expect(coming[2]!.skipped).toMatchObject([
    { code: 'SERIES_RESTS', message: expect.stringMatching(/rests until 2026-11-27/) },
  ])
  expect(coming[5]!.skipped).toMatchObject([{ message: expect.stringMatching(/2026-12-03/) }])
})
