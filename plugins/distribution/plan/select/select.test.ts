import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Candidate, Criteria } from './candidate.ts'
import { select } from './index.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const day = 24 * 3_600_000

const candidate = (id: string, with_: Partial<Candidate> = {}): Candidate => ({
  id,
  name: `Account ${id}`,
  platform: 'instagram',
  state: 'active',
  health: 100,
  labels: [],
  language: 'pt-PT',
  timezone: 'Europe/Lisbon',
  followers: 500,
  lastPostAt: null,
  posts: 0,
  lastChosenAt: null,
  leads: 0,
  lastLedAt: null,
  ...with_,
})

const choose = (candidates: Candidate[], criteria: Criteria = {}, count?: number) =>
  select({ candidates, criteria, seed: 'tulip', now, ...(count === undefined ? {} : { count }) })

test.each<[string, Partial<Candidate>, Criteria, RegExp]>([
  ['NOT_LISTED', {}, { channels: ['z'] }, /not among/],
  ['EXCEPTED', {}, { except: ['a'] }, /leave it out/],
  ['OTHER_PLATFORM', {}, { platforms: ['tiktok'] }, /on instagram/],
  [
    'LABEL_MISSING',
    { labels: ['north'] },
    { labels: { any: ['south', 'west'] } },
    /“south” or “west”/,
  ],
  [
    'LABEL_MISSING',
    { labels: ['north'] },
    { labels: { all: ['North', 'brand'] } },
    /label “brand”/,
  ],
  ['OTHER_LANGUAGE', {}, { languages: ['pt-BR'] }, /is pt-PT/],
  ['OTHER_LANGUAGE', { language: null }, { languages: ['pt'] }, /not known/],
  ['OTHER_ZONE', {}, { zones: ['Europe/Paris'] }, /Europe\/Lisbon/],
  ['FOLLOWERS_UNKNOWN', { followers: null }, { followers: { min: 1 } }, /not known/],
  ['TOO_FEW_FOLLOWERS', {}, { followers: { min: 1_000 } }, /500 followers, fewer than 1,000/],
  ['TOO_MANY_FOLLOWERS', {}, { followers: { max: 499 } }, /more than 499/],
  ['CHANNEL_NOT_ACTIVE', { state: 'suspended' }, {}, /is suspended/],
  ['NOT_WELL', { health: 39 }, {}, /39 of 100, below 40/],
])('%s: left out, and the reason is told', (code, with_, criteria, said) => {
  const { chosen, leftOut } = choose([candidate('a', with_)], criteria)
  expect(chosen).toEqual([])
  expect(leftOut).toEqual([
    { id: 'a', name: 'Account a', code, message: expect.stringMatching(said) },
  ])
})

test('what meets every condition takes part: labels in any case, a language by its first part', () => {
  const criteria: Criteria = {
    channels: ['a'],
    platforms: ['instagram'],
    labels: { any: ['NORTH'], all: ['brand'] },
    languages: ['pt'],
    zones: ['Europe/Lisbon'],
    followers: { min: 500, max: 500 },
    minHealth: 100,
  }
  const { chosen } = choose([candidate('a', { labels: ['North', 'Brand'] })], criteria)
  expect(chosen.map(({ id }) => id)).toEqual(['a'])
})

test('a score is the sum of its parts, and each part says why', () => {
  const { chosen } = choose([
    candidate('a', { health: 50, lastPostAt: now - 3.5 * day, followers: 20_000 }),
  ])
  expect(chosen[0]).toMatchObject({
    score: 53.8,
    tier: 'large',
    parts: [
      { part: 'health', points: 30, most: 60, message: 'Its health is 50 of 100.' },
      { part: 'rest', points: 12.5, most: 25, message: 'Its last post was 4 days ago.' },
      { part: 'followers', points: 11.3, most: 15, message: 'It has 20,000 followers.' },
    ],
  })
})

test('whoever had the least work goes first, and the others are told why not', () => {
  const { chosen, leftOut } = choose(
    [
      candidate('busy', { posts: 6, lastChosenAt: now - day, followers: 900_000 }),
      candidate('idle', { posts: 5, lastChosenAt: now - 9 * day, health: 45 }),
    ],
    {},
    1,
  )
  expect(chosen.map(({ id }) => id)).toEqual(['idle'])
  expect(leftOut).toMatchObject([
    {
      id: 'busy',
      code: 'ENOUGH_WITHOUT',
      message: expect.stringMatching(/had 6 posts .* had 5\.$/),
    },
  ])
})

test('those lead that led least for their work, then least recently, and they go first', () => {
  const worked = { posts: 10, lastChosenAt: now - day }
  const candidates = [
    candidate('often', { ...worked, leads: 2, lastLedAt: now - 40 * day }),
    candidate('lately', { ...worked, leads: 1, lastLedAt: now - day }),
    candidate('long-ago', { ...worked, leads: 1, lastLedAt: now - 30 * day }),
    candidate('never', { ...worked }),
  ]
  const led = (leads: number) =>
    choose(candidates, { leads })
      .chosen.filter(({ isLead }) => isLead)
      .map(({ id }) => id)
  expect(led(1)).toEqual(['never'])
  expect(led(0.5)).toEqual(['never', 'long-ago'])
  expect(led(3)).toEqual(['never', 'long-ago', 'lately'])
})

test('sizes are mixed along the order', () => {
  const sizes = { a: 200_000, b: 20_000, c: 2_000, d: 200 }
  const candidates = Object.entries(sizes).flatMap(([name, followers]) =>
    Array.from({ length: 10 }, (_, index) => candidate(`${name}${index}`, { followers })),
  )
  const { chosen } = choose(candidates, { leads: 1 })
  const order = chosen.slice(1).map(({ tier }) => tier)
  for (let place = 0; place + 8 <= order.length; place += 1) {
    const tiers = Map.groupBy(order.slice(place, place + 8), (tier) => tier)
    for (const tier of ['huge', 'large', 'medium', 'small'] as const) {
      const many = tiers.get(tier)?.length ?? 0
      expect(many, `places ${place} to ${place + 7}`).toBeGreaterThanOrEqual(1)
      expect(many, `places ${place} to ${place + 7}`).toBeLessThanOrEqual(3)
    }
  }
})

test('what is not there and what is too few is told', () => {
  const { missing, short, notes } = choose([candidate('a')], { channels: ['a', 'b'] }, 3)
  expect([missing, short]).toEqual([['b'], 2])
  expect(notes).toEqual([
    '3 accounts were asked for, and 1 may take part. The others are listed with their reasons.',
    '1 of the channels that were asked for is not there.',
  ])
})

const anyCandidates = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 500 }),
    health: fc.integer({ min: 20, max: 100 }),
    followers: fc.option(fc.integer({ min: 0, max: 300_000 })),
    posts: fc.integer({ min: 0, max: 9 }),
    daysAgo: fc.option(fc.integer({ min: -1, max: 50 })),
    ledAgo: fc.option(fc.integer({ min: 0, max: 50 })),
    state: fc.constantFrom('active', 'active', 'active', 'limited'),
  }),
  { selector: ({ id }) => id, maxLength: 40 },
)

test('every candidate is chosen or left out, whatever their order, and the same each time', () => {
  fc.assert(
    fc.property(
      anyCandidates,
      fc.option(fc.integer({ min: 0, max: 45 }), { nil: undefined }),
      fc.constantFrom<Criteria['order']>('fair', 'best'),
      fc.string(),
      (given, count, order, seed) => {
        const candidates = given.map(({ id, daysAgo, ledAgo, ...rest }) => {
          const lastChosenAt = daysAgo === null ? null : now - daysAgo * day
          const lastLedAt = ledAgo === null ? null : now - ledAgo * day
          const leads = ledAgo === null ? 0 : 1
          const over = { ...rest, lastPostAt: lastChosenAt, lastChosenAt, lastLedAt, leads }
          return { ...candidate(String(id), over), id }
        })
        const args = { criteria: { order }, seed, now, ...(count === undefined ? {} : { count }) }
        const selection = select({ candidates, ...args })
        const { chosen, leftOut, short } = selection
        expect(select({ candidates: candidates.toReversed(), ...args })).toEqual(selection)
        const ids = [...chosen, ...leftOut].map(({ id }) => Number(id))
        expect(ids.toSorted((a, b) => a - b)).toEqual(
          candidates.map(({ id }) => id).toSorted((a, b) => a - b),
        )
        if (count !== undefined) expect(chosen.length + short).toBe(count)
        expect(chosen.map(({ place }) => place)).toEqual(chosen.map((_, index) => index))
      },
    ),
    { numRuns: 100 },
  )
})
