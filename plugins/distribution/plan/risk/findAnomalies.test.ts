import { expect, test } from 'vitest'
import {
  type Anomaly,
  type Baseline,
  findAnomalies,
  type Observation,
  type ObservedKind,
  type RunningPlan,
} from './index.ts'
import { tail } from './tail.ts'

const second = 1_000
const minute = 60 * second
const usual: Baseline = { limited: 0.002, rejected: 0.015, unknown: 0.007 }

/** Numbers in [0, 1), the same for the same seed. */
const luckOf = (seed: number) => {
  let state = seed * 2_654_435_761
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const providers = ['x', 'y', 'z']

const planOf = (id: string, accounts: number, some = providers): RunningPlan => ({
  id,
  content: `post of ${id}`,
  accounts,
  providers: some,
})

type Script = (place: { index: number; provider: string; at: number }) => ObservedKind | undefined

/** A plan that goes out, one account after the other, with ordinary bad luck and what the script wants besides. */
const run = (args: {
  plan: RunningPlan
  apartMs: number
  seed: number
  script?: Script
  isOfContent?: boolean
}): Observation[] => {
  const { plan, apartMs, seed, script, isOfContent } = args
  const luck = luckOf(seed)
  return Array.from({ length: plan.accounts }, (_, index) => {
    const provider = plan.providers[index % plan.providers.length] as string
    const at = (index + 1) * apartMs
    const dice = luck()
    const ordinary: ObservedKind =
      dice < usual.limited
        ? 'limited'
        : dice < usual.limited + usual.rejected
          ? 'rejected'
          : dice < usual.limited + usual.rejected + usual.unknown
            ? 'unknown'
            : 'ok'
    const kind = script?.({ index, provider, at }) ?? ordinary
    return {
      at,
      account: `${plan.id} ${index}`,
      provider,
      plan: plan.id,
      content: plan.content,
      kind,
      isOfContent,
    }
  })
}

/** Looks as the watcher does, every 20 s; what is found first, and when. */
const watch = (
  observations: Observation[],
  plans: RunningPlan[],
  everyMs = 20 * second,
): { found: Anomaly[]; at: number } | undefined => {
  const end = Math.max(...observations.map(({ at }) => at)) + everyMs
  for (let now = 0; now <= end; now += everyMs) {
    const seen = observations.filter(({ at }) => at <= now)
    const found = findAnomalies({ observations: seen, plans, usual, now })
    if (found.length > 0) return { found, at: now }
  }
  return undefined
}

test('the tail is that of the binomial distribution', () => {
  expect(tail({ hits: 3, tries: 3, chance: 0.1 })).toBeCloseTo(0.001, 12)
  expect(tail({ hits: 1, tries: 10, chance: 0.5 })).toBeCloseTo(1 - 0.5 ** 10, 12)
  expect(tail({ hits: 0, tries: 5, chance: 0.2 })).toBe(1)
  expect(tail({ hits: 6, tries: 5, chance: 0.2 })).toBe(0)
})

test('in 160 calm runs with ordinary bad luck nothing is found', () => {
  for (let seed = 1; seed <= 160; seed += 1) {
    const plan = planOf('calm', 120)
    const apartMs = (seed % 3 === 0 ? 30 * second : 5 * minute) as number
    const observations = run({ plan, apartMs, seed })
    const everyMs = Math.max(apartMs, 20 * second)
    expect(watch(observations, [plan], everyMs), `random seed ${seed}`).toBeUndefined()
  }
})

test('a burst of limits is found within a minute of its beginning, wherever it begins', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const plan = planOf('p', 60)
    const begin = 5 + seed
    const observations = run({
      plan,
      apartMs: 15 * second,
      seed,
      script: ({ index }) => (index >= begin ? 'limited' : 'ok'),
    })
    const found = watch(observations, [plan])
    expect(found?.found).toMatchObject([{ kind: 'limits', scope: 'plan', key: 'p' }])
    expect(found!.at - (begin + 1) * 15 * second, `random seed ${seed}`).toBeLessThanOrEqual(minute)
  }
})

test('three limited accounts within ten minutes are too many in a large plan; two in one of twenty', () => {
  const look = (accounts: number, limits: number, apartMs: number) => {
    const plan = planOf('p', accounts)
    const observations = run({
      plan: { ...plan, accounts: 20 },
      apartMs,
      seed: 1,
      script: ({ index }) => (index < 20 - limits ? 'ok' : 'limited'),
    })
    return findAnomalies({
      observations,
      plans: [plan],
      usual: { ...usual, limited: 0.3 },
      now: 20 * apartMs,
    }).length
  }
  expect(look(100, 2, 4 * minute)).toBe(0)
  expect(look(100, 3, 4 * minute)).toBe(1)
  expect(look(20, 1, 4 * minute)).toBe(0)
  expect(look(20, 2, 4 * minute)).toBe(1)
  // Two of the three are longer ago.
  expect(look(100, 3, 6 * minute)).toBe(0)
})

const first = (observations: Observation[], plans: RunningPlan[]) =>
  watch(observations, plans)?.found.map(({ kind, scope, key }) => `${kind} ${scope} ${key}`.trim())

test('the smallest scope that explains it is found', () => {
  const plan = planOf('p', 60)
  const other = planOf('q', 60)
  const apartMs = 30 * second
  const at = (script: Script, of = plan, isOfContent = false) =>
    run({ plan: of, apartMs, seed: 3, script: (place) => script(place) ?? 'ok', isOfContent })

  const oneProvider: Script = ({ index, provider }) =>
    index > 9 && provider === 'y' ? 'rejected' : 'ok'
  expect(first(at(oneProvider), [plan])).toEqual(['rejections provider y'])

  const everywhere: Script = ({ index }) => (index > 9 ? 'rejected' : 'ok')
  expect(first(at(everywhere), [plan])).toEqual(['rejections plan p'])
  expect(first(at(everywhere, plan, true), [plan])).toEqual(['rejections content post of p'])

  const unknown: Script = ({ index }) => (index > 9 ? 'unknown' : 'ok')
  expect(first(at(unknown), [plan])).toEqual(['unknowns plan p'])
  expect(first([...at(unknown), ...at(() => 'ok', other)], [plan, other])).toEqual([
    'unknowns plan p',
  ])
  expect(first([...at(unknown), ...at(unknown, other)], [plan, other])).toEqual(['unknowns tenant'])

  const mixed: Script = ({ index }) =>
    index > 9 ? (['rejected', 'unknown', 'ok', 'ok'] as const)[index % 4] : 'ok'
  expect(first(at(mixed), [plan])?.[0]).toMatch(/^(health|unknowns|rejections) plan p$/)

  const alone = at(({ index }) => (index > 9 && index < 15 ? 'limited' : 'ok')).map((one) =>
    one.kind === 'limited' ? { ...one, account: 'lonely' } : one,
  )
  expect(first(alone, [plan])).toEqual(['limits account lonely'])
})

test('what is usual for a plan is not unusual', () => {
  const plan = planOf('p', 200)
  const apartMs = 2 * minute
  const now = 200 * apartMs
  const often = run({
    plan,
    apartMs,
    seed: 5,
    script: ({ index }) => (index % 3 === 0 ? 'rejected' : 'ok'),
  })
  const look = (observations: Observation[]) =>
    findAnomalies({ observations, plans: [plan], usual, now }).length
  expect(look(often)).toBe(0)
  expect(look(often.filter(({ at }) => at > now - 60 * minute))).toBe(1)
})
