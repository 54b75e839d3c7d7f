import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findViolations } from './findViolations.ts'
import type { Impossible, Solved, SpreadAccount, SpreadProblem } from './problem.ts'
import { spread, spreadInSteps } from './spread.ts'

const minute = 60_000
const hour = 60 * minute

const peaks = {
  weekday: [
    { from: '06:00', to: '09:00' },
    { from: '12:00', to: '14:00' },
    { from: '18:00', to: '22:00' },
  ],
  weekend: [
    { from: '09:00', to: '12:00' },
    { from: '17:00', to: '22:00' },
  ],
}

const account = (id: string, over: Partial<SpreadAccount> = {}): SpreadAccount => ({
  ...{ id, timezone: 'UTC', taken: [], caps: [], blackouts: [] },
  ...over,
})

const problem = (over: Partial<SpreadProblem> & { hours?: number; count?: number }) => {
  const { hours = 6, count = 0, ...rest } = over
  const from = Date.parse('2026-06-03T10:00:00Z')
  return {
    window: { from, to: from + hours * hour },
    gapMs: { min: 2 * minute, max: 15 * minute },
    sameContentMs: 5 * minute,
    sameContentAt: [],
    accounts: Array.from({ length: count }, (_, index) => account(`a${index}`)),
    peaks,
    seed: 'one',
    ...rest,
  } satisfies SpreadProblem
}

const solved = (given: SpreadProblem): Solved => {
  const answer = spread(given)
  if (answer.kind !== 'solved') throw new Error(answer.message)
  expect(findViolations({ problem: given, times: answer.times })).toEqual([])
  expect(answer.times.length).toBe(given.accounts.length)
  return answer
}

const impossible = (given: SpreadProblem): Impossible => {
  const answer = spread(given)
  if (answer.kind !== 'impossible') throw new Error('There is a plan for it.')
  return answer
}

test('what does not fit is told with its figures and the smallest changes', () => {
  const answer = impossible(problem({ count: 100 }))
  expect(answer).toMatchObject({ fits: 73, of: 100, fitsAtMost: 73 })
  expect(answer.message).toBe(
    '73 of 100 fit in 6 h at 5 min; 8 h 15 min would fit all; without 27 of the accounts the others fit.',
  )
  expect(answer.reasons).toEqual([
    {
      code: 'WINDOW_TOO_SHORT',
      message: 'In 6 h at 5 min there is room for 73 of 100 posts.',
      accounts: [],
    },
  ])
  const [window, without] = answer.remedies
  const longer = problem({ count: 100, hours: 8.25 })
  expect(window).toMatchObject({ kind: 'window', to: longer.window.to, isSmallest: true })
  expect(solved(longer).figures.placed).toBe(100)
  expect(without).toMatchObject({ kind: 'accounts', isSmallest: true })
  expect(solved(problem({ count: 73 })).figures.shortestGapMs).toBe(5 * minute)
})

test('a gap that may be lowered is', () => {
  const answer = impossible(
    problem({
      count: 100,
      gapMs: { min: 6 * minute, max: 15 * minute },
      sameContentMs: 2 * minute,
    }),
  )
  expect(answer.fits).toBe(61)
  expect(answer.remedies.find(({ kind }) => kind === 'gap')).toMatchObject({
    gapMs: 218_000,
    message: 'a gap of 3 min 38 s would fit all',
    isSmallest: true,
  })
})

test('accounts that stand in the way are named, each with why', () => {
  const { window } = problem({})
  const answer = impossible(
    problem({
      accounts: [
        account('free'),
        account('closed', { blackouts: [{ date: '2026-06-03' }] }),
        account('full', { taken: [window.from - hour], caps: [{ posts: 1, hours: 24 }] }),
        account('dense', {
          taken: Array.from({ length: 200 }, (_, index) => window.from + index * 2 * minute),
        }),
      ],
    }),
  )
  expect(answer).toMatchObject({ fits: 1, fitsAtMost: 1 })
  const reasons = answer.reasons.map(({ code, accounts }) => [code, ...accounts]).sort()
  expect(reasons).toEqual([
    ['BLACKED_OUT', 'closed'],
    ['CAP_FULL', 'full'],
    ['GAP_TO_TAKEN', 'dense'],
  ])
  const full = answer.reasons.find(({ code }) => code === 'CAP_FULL')
  expect(full?.until).toBe(window.from + 23 * hour)
  const longer = answer.remedies.find((remedy) => remedy.kind === 'window')
  expect(longer?.to).toBe(window.from + 23 * hour)
})

test('accounts that have only the same hours are told apart from a window that is too short', () => {
  const blackouts = [{ days: [], from: '10:30', to: '10:00' }]
  const few = Array.from({ length: 8 }, (_, index) => account(`few ${index}`, { blackouts }))
  const answer = impossible(problem({ accounts: [...few, account('other')] }))
  expect(answer).toMatchObject({ fits: 7, fitsAtMost: 7 })
  expect(answer.reasons).toEqual([
    {
      code: 'TOO_MANY_AT_ONCE',
      message: '8 accounts have time only in the same hours, which hold 6 posts at 5 min.',
      accounts: few.map(({ id }) => id),
    },
  ])
})

test('what other plans say with the same content is kept clear of', () => {
  const { window } = problem({})
  const sameContentAt = Array.from({ length: 37 }, (_, index) => window.from + index * 10 * minute)
  const answer = impossible(problem({ count: 60, sameContentAt }))
  expect(answer).toMatchObject({ fits: 36, fitsAtMost: 36 })
  expect(answer.reasons[0]?.code).toBe('SAME_CONTENT_NEAR')
})

test('where there is room, posts are in peak hours, at gaps of all lengths that are allowed, with slack', () => {
  const { times, figures } = solved(problem({ count: 10 }))
  expect(figures).toMatchObject({ inPeak: 10, peakShare: 1, peakAtMost: 10, gapsAboveMax: 0 })
  expect(figures.shortestGapMs).toBeGreaterThan(5 * minute + 4_000)
  const gaps = times.slice(1).map(({ at }, index) => at - (times[index]?.at ?? 0))
  expect(new Set(gaps).size).toBe(9)
  const other = solved(problem({ count: 10, seed: 'two' }))
  expect(other.times).not.toEqual(times)
})

test('accounts of other zones wait for their own peak hours, and no longer than must be without a post', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo']
  const accounts = zones.flatMap((timezone) =>
    Array.from({ length: 6 }, (_, index) => account(`${timezone} ${index}`, { timezone })),
  )
  const { figures } = solved(problem({ accounts, hours: 24 }))
  expect(figures.inPeak).toBe(18)
  // All three have peak hours from 10:00 to 13:00 UTC on, one after another.
  expect(figures.gapsAboveMax).toBe(0)
})

test('one account, and none, are plans too; a window that ends before it begins is not', () => {
  expect(solved(problem({ count: 1, hours: 0 })).times).toHaveLength(1)
  expect(solved(problem({})).figures).toMatchObject({ placed: 0, peakShare: 0 })
  expect(impossible(problem({ count: 1, hours: -1 })).fits).toBe(0)
})

/** Windows over the days on which clocks change: there are days of 23 and of 25 hours, and one changes at midnight. */
const begins = [
  '2026-03-28T20:00:00Z',
  '2026-10-24T21:00:00Z',
  '2026-03-07T22:00:00Z',
  '2026-11-01T01:00:00Z',
  '2026-04-04T10:00:00Z',
  '2026-09-05T20:00:00Z',
  '2026-06-06T12:00:00Z',
].map((one) => Date.parse(one))
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kathmandu',
  'UTC',
]

const minutes = (most: number) => fc.integer({ min: 0, max: most })
const wallTime = minutes(24 * 60 - 1).map(
  (one) => `${String(Math.floor(one / 60)).padStart(2, '0')}:${String(one % 60).padStart(2, '0')}`,
)

const arbitrary = fc
  .record({
    begin: fc.constantFrom(...begins),
    perPost: fc.integer({ min: 4, max: 14 }),
    count: fc.integer({ min: 2, max: 90 }),
    least: fc.integer({ min: 0, max: 7 }),
    same: fc.integer({ min: 0, max: 6 }),
    near: fc.array(fc.integer({ min: -60, max: 1_500 }), { maxLength: 8 }),
    kinds: fc.array(
      fc.record({
        timezone: fc.constantFrom(...zones),
        taken: fc.array(fc.integer({ min: -1_440, max: 1_500 }), { maxLength: 8 }),
        caps: fc.array(
          fc.record({ posts: fc.integer({ min: 1, max: 4 }), hours: fc.constantFrom(0.25, 3, 24) }),
          { maxLength: 2 },
        ),
        blackouts: fc.array(
          fc.oneof(
            fc.record({
              days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 4 }),
              from: wallTime,
              to: wallTime,
            }),
            fc.constantFrom({ date: '2026-03-29' }, { date: '2026-10-25' }, { date: '2026-04-05' }),
          ),
          { maxLength: 2 },
        ),
      }),
      { minLength: 1, maxLength: 30 },
    ),
    seed: fc.string(),
  })
  .map(
    ({ begin, perPost, count, least, same, near, kinds, seed }): SpreadProblem => ({
      window: { from: begin, to: begin + count * perPost * minute },
      gapMs: { min: least * minute, max: 15 * minute },
      sameContentMs: same * minute,
      sameContentAt: near.map((one) => begin + one * minute),
      accounts: Array.from({ length: count }, (_, index) => {
        const kind = kinds[index % kinds.length] as (typeof kinds)[number]
        // Some ms off, each its own: accounts of a kind differ.
        const taken = kind.taken.map((one) => begin + one * minute + index * 977)
        return { id: `a${index}`, ...kind, taken }
      }),
      peaks,
      seed,
    }),
  )

test('a plan for many breaks no rule, and what is said of an impossible one is true', () => {
  const seen = { solved: 0, impossible: 0, unproved: 0 }
  fc.assert(
    fc.property(arbitrary, (given) => {
      const answer = spread(given)
      seen[answer.kind] += 1
      const shuffled = { ...given, accounts: given.accounts.toReversed() }
      if (answer.kind === 'solved') {
        expect(spread(shuffled)).toEqual(answer)
        solved(given)
        const { figures } = answer
        expect(figures.inPeak).toBeLessThanOrEqual(figures.peakAtMost)
        expect(figures.shortestGapMs).toBeGreaterThanOrEqual(
          given.accounts.length > 1 ? figures.leastGapMs : 0,
        )
        return
      }
      seen.unproved += answer.fits < answer.fitsAtMost ? 1 : 0
      expect(answer.fits).toBeLessThan(given.accounts.length)
      expect(answer.fitsAtMost).toBeGreaterThanOrEqual(answer.fits)
      expect(answer.reasons.length).toBeGreaterThan(0)
      for (const remedy of answer.remedies) {
        if (remedy.kind === 'window') {
          solved({ ...given, window: { ...given.window, to: remedy.to } })
        } else if (remedy.kind === 'gap') {
          solved({ ...given, gapMs: { ...given.gapMs, min: remedy.gapMs } })
        } else {
          const out = new Set(remedy.without)
          solved({ ...given, accounts: given.accounts.filter(({ id }) => !out.has(id)) })
        }
      }
    }),
    { numRuns: 40 },
  )
  expect(seen.solved + seen.impossible).toBe(40)
  expect(seen.unproved).toBeLessThan(15)
})

test('leads go out first, but where their own rules or the peak hours would lose by it', () => {
  const accounts = Array.from({ length: 40 }, (_, index) => account(`a${index}`))
  const given = problem({ accounts: [...accounts, account('late', lateOnly)], seed: 'leads' })
  const first = ['a31', 'a7', 'a22', 'late']
  const before = solved(given)
  const { times, figures } = solved({ ...given, first })
  const at = (id: string) => times.findIndex((time) => time.id === id)
  expect(new Set(times.slice(0, 3).map(({ id }) => id))).toEqual(new Set(first.slice(0, 3)))
  expect(times[at('late')]?.at).toBeGreaterThanOrEqual(given.window.from + 3 * hour)
  expect(times.map((time) => time.at)).toEqual(before.times.map((time) => time.at))
  expect(figures.inPeak).toBe(before.figures.inPeak)
})

/** Blacked out for the first three hours of the window. */
const lateOnly = { blackouts: [{ days: [], from: '10:00', to: '13:00' }] }

test('another plan that wants more distance from the same content gets it', () => {
  const given = problem({ count: 10, hours: 3 })
  const awayFrom = [{ at: given.window.from + hour, ms: 50 * minute }]
  const { times } = solved({ ...given, awayFrom })
  expect(times.every(({ at }) => Math.abs(at - given.window.from - hour) >= 50 * minute)).toBe(true)
})

test('plans that are solved in turns, a step of each at a time, are what they are when solved at once', () => {
  let steps = 0
  fc.assert(
    fc.property(arbitrary, arbitrary, (one, other) => {
      const open = [one, other].map((given) => ({ given, work: spreadInSteps(given) }))
      while (open.length > 0) {
        const next = open.shift() as (typeof open)[number]
        const step = next.work.next()
        steps += 1
        if (step.done) expect(step.value).toEqual(spread(next.given))
        else open.push(next)
      }
    }),
    { numRuns: 10 },
  )
  expect(steps).toBeGreaterThan(1_000)
})
