import { expect, test } from 'vitest'
import { takeAll } from '../steps.ts'
import type { Place } from './prepare.ts'
import type { SpreadProblem } from './problem.ts'
import { solveExact } from './solveExact.ts'
import { solveLarge } from './solveLarge.ts'
import { joinSpans, type Spans } from './spans.ts'
import { spread } from './spread.ts'

const minute = 60_000

/** For each account the slots that it may use and those in peak hours, as bits. */
type Case = { slots: number; gap: number; may: number[]; peak: number[] }

type Best = { placed: number; inPeak: number }

const isBetter = (a: Best, b: Best) =>
  a.placed > b.placed || (a.placed === b.placed && a.inPeak > b.inPeak)

/**
 * Every plan there is, tried: at each slot nobody posts, or one of those that have not and may. What follows depends on the
 * slot and on who has posted, so that is looked at once. Slots are enough: spans and gaps are whole slots here, and a plan
 * between slots stays one when each of its posts is moved to the slot before it.
 */
const tryAll = ({ slots, gap, may, peak }: Case): Best => {
  const known = new Map<number, Best>()
  const from = (slot: number, posted: number): Best => {
    if (slot >= slots) return { placed: 0, inPeak: 0 }
    const key = slot * 64 + posted
    const before = known.get(key)
    if (before) return before
    let best = from(slot + 1, posted)
    may.forEach((mask, account) => {
      if (posted & (1 << account) || !(mask & (1 << slot))) return
      const rest = from(slot + gap, posted | (1 << account))
      const one = {
        placed: rest.placed + 1,
        inPeak: rest.inPeak + ((peak[account] as number) & (1 << slot) ? 1 : 0),
      }
      if (isBetter(one, best)) best = one
    })
    known.set(key, best)
    return best
  }
  return from(0, 0)
}

/** The same without remembering anything: every order of every choice of accounts, at every slot. */
const tryAllPlainly = ({ slots, gap, may, peak }: Case): Best => {
  let best: Best = { placed: 0, inPeak: 0 }
  const walk = (slot: number, posted: number, so: Best) => {
    if (isBetter(so, best)) best = so
    for (let at = slot; at < slots; at += 1) {
      may.forEach((mask, account) => {
        if (posted & (1 << account) || !(mask & (1 << at))) return
        const inPeak = so.inPeak + ((peak[account] as number) & (1 << at) ? 1 : 0)
        walk(at + gap, posted | (1 << account), { placed: so.placed + 1, inPeak })
      })
    }
  }
  walk(0, 0, best)
  return best
}

const spansOf = (mask: number, slots: number): Spans =>
  joinSpans(
    Array.from({ length: slots }, (_, slot) => slot)
      .filter((slot) => mask & (1 << slot))
      .map((slot) => [slot * minute, (slot + 1) * minute - 1] as const),
  )

const preparedOf = ({ slots, gap, may, peak }: Case) => ({
  common: spansOf(2 ** slots - 1, slots),
  places: may.map(
    (mask, index): Place => ({
      id: `${index}`,
      allowed: spansOf(mask, slots),
      peak: spansOf(mask & (peak[index] as number), slots),
    }),
  ),
  gap: gap * minute,
})

/** Numbers in an order of their own: every problem of a family differs, and each run has the same. */
const openNumbers = (start: number) => {
  let state = start
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const check = (one: Case) => {
  const best = tryAll(one)
  const prepared = preparedOf(one)
  const exact = takeAll(solveExact(prepared))
  const large = takeAll(solveLarge(prepared))
  const isRight =
    exact?.items.length === best.placed &&
    exact.inPeak === best.inPeak &&
    // What is only good may be less, but what it says cannot be more.
    large.items.length <= best.placed &&
    large.atMost >= best.placed &&
    (best.placed < one.may.length || large.peakAtMost >= best.inPeak)
  if (!isRight) expect({ one, exact, large }).toEqual(best)
  return { isLargeBest: large.items.length === best.placed }
}

test('every problem of three accounts and four slots is solved as well as by trying every plan', () => {
  let count = 0
  const peaks = [
    [0b0110, 0b0110, 0b0110],
    [0b0001, 0b0010, 0b1100],
  ]
  for (const peak of peaks) {
    for (let a = 0; a < 16; a += 1) {
      for (let b = a; b < 16; b += 1) {
        for (let c = b; c < 16; c += 1) {
          for (const gap of [1, 2, 3]) {
            const one = { slots: 4, gap, may: [a, b, c], peak }
            const plainly = tryAllPlainly(one)
            if (isBetter(plainly, tryAll(one))) expect(one).toEqual(plainly)
            check(one)
            count += 1
          }
        }
      }
    }
  }
  expect(count).toBe(2 * 3 * 816)
})

test('up to six accounts and twelve slots the answer is that of trying every plan, and no bound is below it', () => {
  let asGood = 0
  let count = 0
  for (const accounts of [1, 2, 3, 4, 5, 6]) {
    for (const slots of [6, 9, 12]) {
      for (const gap of [1, 2, 3, 5]) {
        for (const open of [0.2, 0.4, 0.7, 1]) {
          const number = openNumbers(accounts * 1_000 + slots * 100 + gap * 10 + open * 7)
          for (let problem = 0; problem < 6; problem += 1) {
            const mask = (share: number) =>
              Array.from({ length: slots }, (_, slot) =>
                number(100) < share * 100 ? 1 << slot : 0,
              ).reduce((sum, bit) => sum + bit, 0)
            const of = (share: number) => Array.from({ length: accounts }, () => mask(share))
            const { isLargeBest } = check({ slots, gap, may: of(open), peak: of(0.4) })
            asGood += isLargeBest ? 1 : 0
            count += 1
          }
        }
      }
    }
  }
  expect(count).toBe(6 * 3 * 4 * 4 * 6)
  expect(asGood / count).toBeGreaterThan(0.9)
})

/** The first slot of the window is 10:00; accounts are so many hours east of it, so that each has peak hours of its own. */
const begin = Date.parse('2026-06-03T10:00:00Z')
const clock = (hour: number, slot: number) =>
  `${String(hour).padStart(2, '0')}:${String(slot).padStart(2, '0')}`

const problemOf = ({ slots, gap, may, peak }: Case, order: number[]): SpreadProblem => ({
  // To the last moment of the last slot.
  window: { from: begin, to: begin + slots * minute - 1 },
  gapMs: { min: gap * minute, max: 15 * minute },
  sameContentMs: minute,
  sameContentAt: [],
  accounts: order.map((account) => ({
    id: `account ${account}`,
    timezone: `Etc/GMT-${account}`,
    taken: [],
    caps: [],
    blackouts: Array.from({ length: slots }, (_, slot) => slot)
      .filter((slot) => !((may[account] as number) & (1 << slot)))
      .map((slot) => ({
        days: [],
        from: clock(10 + account, slot),
        to: clock(10 + account, slot + 1),
      })),
  })),
  peaks: {
    weekday: peak.flatMap((mask, account) =>
      Array.from({ length: slots }, (_, slot) => slot)
        .filter((slot) => mask & (1 << slot))
        .map((slot) => ({ from: clock(10 + account, slot), to: clock(10 + account, slot + 1) })),
    ),
    weekend: [],
  },
  seed: 'a',
})

test('the whole answer is as good, and its smallest longer window and gap are the smallest', () => {
  const number = openNumbers(8)
  const seen = { solved: 0, impossible: 0 }
  for (let problem = 0; problem < 250; problem += 1) {
    const slots = 4 + number(9)
    const accounts = 2 + number(5)
    const gap = 1 + number(3)
    const mask = () => number(2 ** slots) | (number(3) > 0 ? number(2 ** slots) : 0)
    const may = Array.from({ length: accounts }, mask)
    const peak = Array.from({ length: accounts }, mask)
    const one = { slots, gap, may, peak }
    const best = tryAll(one)
    const order = Array.from({ length: accounts }, (_, account) => account)
    const answer = spread(problemOf(one, order))
    seen[answer.kind] += 1
    expect(spread(problemOf(one, order.toReversed()))).toEqual(answer)
    if (answer.kind === 'solved') {
      expect({ placed: accounts, inPeak: answer.figures.inPeak }).toEqual(best)
      expect(answer.figures.peakAtMost).toBe(best.inPeak)
      continue
    }
    expect([answer.fits, answer.fitsAtMost]).toEqual([best.placed, best.placed])
    // Every slot after the window is open to all: a longer window always helps.
    const wider = (more: number) => ({
      ...one,
      slots: slots + more,
      may: may.map((own) => own | ((2 ** more - 1) << slots)),
    })
    const firstFit = Array.from({ length: 30 - slots }, (_, more) => more + 1).find(
      (more) => tryAll(wider(more)).placed === accounts,
    ) as number
    const window = answer.remedies.find(({ kind }) => kind === 'window')
    // The first moment of the slot is enough.
    expect(window).toMatchObject({
      to: begin + (slots + firstFit - 1) * minute,
      isSmallest: true,
    })
    const smaller = tryAll({ ...one, gap: 1 }).placed === accounts
    const lower = answer.remedies.find((remedy) => remedy.kind === 'gap')
    expect(lower !== undefined).toBe(gap > 1 && smaller)
    if (lower) {
      expect(lower.isSmallest).toBe(true)
      expect(lower.gapMs).toBeLessThan(gap * minute)
      const whole = Math.floor(lower.gapMs / minute)
      expect(tryAll({ ...one, gap: whole }).placed).toBe(accounts)
    }
    const without = answer.remedies.find((remedy) => remedy.kind === 'accounts')
    if (best.placed > 0) expect(without?.without.length).toBe(accounts - best.placed)
  }
  expect(seen.solved).toBeGreaterThan(50)
  expect(seen.impossible).toBeGreaterThan(50)
})
