import { expect, test } from 'vitest'
import { luckOf } from '../luckOf.ts'
import type { Candidate, Criteria } from './candidate.ts'
import { select } from './index.ts'

const hour = 3_600_000
const day = 24 * hour
const start = Date.parse('2026-09-28T08:00:00Z')

/** 200 accounts of mixed sizes and health; every fourth is not well for one to three weeks, or joins later. */
const makeAccounts = (seed: string) =>
  Array.from({ length: 200 }, (_, index) => {
    const id = `account-${index}`
    const luck = (what: string) => luckOf(seed, `${what} of ${id}`)
    const isFickle = index % 4 === 0
    const from = start + Math.floor(luck('absence') * 35) * day
    const candidate: Candidate = {
      id,
      name: id,
      platform: 'instagram',
      state: 'active',
      health: 60 + 40 * luck('health'),
      labels: [],
      language: null,
      timezone: 'UTC',
      followers: index % 9 === 0 ? null : Math.round(10 ** (2 + 4 * luck('followers'))),
      lastPostAt: null,
      posts: 0,
      lastChosenAt: null,
      leads: 0,
      lastLedAt: null,
    }
    const awayUntil = from + (7 + Math.floor(14 * luck('length'))) * day
    return { candidate, isFickle, isAway: (at: number) => isFickle && at >= from && at < awayUntil }
  })

/** Eight weeks with two plans a day over 20 to 80 accounts each. */
const simulate = (seed: string, criteria: Criteria) => {
  const accounts = makeAccounts(seed)
  const longestRun = new Map<unknown, number>()
  const run = new Map<unknown, number>()
  for (let plan = 0; plan < 112; plan += 1) {
    const now = start + plan * 12 * hour
    const count = 20 + Math.floor(61 * luckOf(seed, `count of ${plan}`))
    const { chosen } = select({
      candidates: accounts.map(({ candidate, isAway }) =>
        isAway(now) ? { ...candidate, health: 20 } : candidate,
      ),
      count,
      criteria,
      seed: `${seed} ${plan}`,
      now,
    })
    expect(chosen).toHaveLength(count)
    const byId = new Map(chosen.map((one) => [one.id, one]))
    for (const { candidate } of accounts) {
      const had = byId.get(candidate.id)
      run.set(candidate.id, had ? (run.get(candidate.id) ?? 0) + 1 : 0)
      longestRun.set(
        candidate.id,
        Math.max(longestRun.get(candidate.id) ?? 0, run.get(candidate.id) ?? 0),
      )
      if (!had) continue
      const at = now + had.place * 5 * 60_000
      candidate.posts += 1
      candidate.lastPostAt = at
      candidate.lastChosenAt = at
      if (!had.isLead) continue
      candidate.leads += 1
      candidate.lastLedAt = at
    }
  }
  const always = accounts.filter(({ isFickle }) => !isFickle).map(({ candidate }) => candidate)
  const posts = always.map((one) => one.posts)
  const all = accounts.map(({ candidate }) => candidate)
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)
  const share = sum(all.map(({ leads }) => leads)) / sum(all.map((one) => one.posts))
  return {
    mostToLeast: Math.max(...posts) / Math.min(...posts),
    /** How far each, also of those that were away, is from leading as often as its posts would have it. */
    offShare: all.map((one) => Math.abs(one.leads / (one.posts * share) - 1)),
    longestRun: Math.max(...longestRun.values()),
  }
}

test.each(['tulip', 'heron', 'quartz'])(
  'over 8 weeks 200 accounts have the same work, and lead by turns (random seed %s)',
  (seed) => {
    const { mostToLeast, offShare, longestRun } = simulate(seed, { leads: 0.2 })
    expect(mostToLeast).toBeLessThanOrEqual(1.2)
    expect(Math.max(...offShare)).toBeLessThanOrEqual(0.2)
    // Whoever comes back is not put into every plan until it has caught up.
    expect(longestRun).toBeLessThanOrEqual(5)
  },
)

test('the best score first is not fair, and the simulation shows it', () => {
  expect(simulate('tulip', { leads: 0.2, order: 'best' }).mostToLeast).toBeGreaterThan(1.2)
})
