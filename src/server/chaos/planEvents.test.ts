import { expect, test } from 'vitest'
import { seededRandom } from '../../sandbox/postiz/faults/seededRandom.ts'
import { planEvents } from './planEvents.ts'

const plan = (seed: number) =>
  planEvents({ random: seededRandom(seed), ms: 60_000, mostMs: 60_000, organisations: 3 })

test('the same random seed plans the same events, another one others', () => {
  expect(plan(7)).toEqual(plan(7))
  expect(plan(7)).not.toEqual(plan(8))
})

test('a worker is killed about every two seconds', () => {
  const kills = plan(1).filter((event) => event.kind === 'kill')
  expect(kills.length).toBeGreaterThanOrEqual(20)
  expect(kills.length).toBeLessThanOrEqual(60)
})

test('Postgres restarts twice, once without asking its clients', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const restarts = plan(seed).filter((event) => event.kind === 'restart')
    expect(restarts.map(({ mode }) => mode).sort()).toEqual(['fast', 'immediate'])
    expect(restarts.every(({ atMs }) => atMs > 0 && atMs < 60_000)).toBe(true)
  }
})

test('one outage is over before the next one begins', () => {
  const outages = plan(3).filter((event) => event.kind === 'outage')
  expect(outages.length).toBeGreaterThan(3)
  for (const [index, outage] of outages.slice(1).entries()) {
    const before = outages[index]!
    expect(outage.atMs).toBeGreaterThan(before.atMs + before.forMs)
  }
})
