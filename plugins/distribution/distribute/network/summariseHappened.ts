import { isIn, type Spans } from '../../plan/spread/spans.ts'
import { type ClockRun, peakSpans, readClockRuns } from '../../plan/spread/wallSpans.ts'
import type { Happened, WhatHappened } from './readHappened.ts'

/** What goes out no later than this after its planned time is on time, in ms. */
const onTimeMs = 60_000

const share = (some: number, all: number): number | null =>
  all === 0 ? null : Math.round((some / all) * 10_000) / 10_000

const isOut = ({ state }: Happened): boolean => state === 'published' || state === 'dispatched'

const isDead = ({ state }: Happened): boolean => state === 'failed' || state === 'expired'

const latenessOf = ({ executedAt, plannedAt }: Happened): number | undefined =>
  executedAt === null ? undefined : executedAt - plannedAt

const isOnTime = (one: Happened): boolean => isOut(one) && (latenessOf(one) ?? 0) <= onTimeMs

/** The value below which so great a share lies, of values in their order. */
const quantile = (sorted: readonly number[], part: number): number | null =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? null

/** How many there are, and how they ended. */
const rates = (some: readonly Happened[]) => {
  const succeeded = some.filter(isOut).length
  const failed = some.filter(isDead).length
  const onTime = some.filter(isOnTime).length
  const late = some.flatMap((one) => latenessOf(one) ?? []).toSorted((a, b) => a - b)
  return {
    deliveries: some.length,
    succeeded,
    failed,
    successRate: share(succeeded, succeeded + failed),
    onTime,
    onTimeRate: share(onTime, succeeded),
    lateness: {
      p50Ms: quantile(late, 0.5),
      p95Ms: quantile(late, 0.95),
      mostMs: late.at(-1) ?? null,
    },
  }
}

/** The distances between neighbours of each plan, of posts planned or gone out. */
const gapsOf = (byPlan: Map<string, number[]>, least: (plan: string) => number) => {
  const gaps = [...byPlan].flatMap(([plan, times]) => {
    const sorted = times.toSorted((a, b) => a - b)
    return sorted.slice(1).map((at, index) => ({ plan, ms: at - (sorted[index] ?? at) }))
  })
  const lengths = gaps.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const sum = lengths.reduce((all, ms) => all + ms, 0)
  return {
    count: lengths.length,
    shortestMs: lengths[0] ?? null,
    meanMs: lengths.length === 0 ? null : Math.round(sum / lengths.length),
    longestMs: lengths.at(-1) ?? null,
    belowLeast: gaps.filter(({ plan, ms }) => ms < least(plan)).length,
  }
}

type Clock = { runs: ClockRun[]; peaks: Map<string, Spans> }

/** The clocks of all zones that are needed, each asked once. */
const openClocks = ({ deliveries, accounts, plans }: WhatHappened) => {
  const instants = deliveries.flatMap(({ plannedAt, executedAt }) => [
    plannedAt,
    executedAt ?? plannedAt,
  ])
  const from = instants.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const to = instants.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const clocks = new Map<string, Clock>()
  const clockOf = (zone: string): Clock => {
    const known = clocks.get(zone)
    if (known) return known
    const made = { runs: readClockRuns(zone, from, to), peaks: new Map<string, Spans>() }
    clocks.set(zone, made)
    return made
  }
  const zoneOf = ({ channel }: Happened) => accounts.get(String(channel))?.timezone ?? 'UTC'
  return {
    isPeak: (one: Happened, at: number): boolean => {
      const clock = clockOf(zoneOf(one))
      const { peaks } = plans.get(one.plan) ?? { peaks: { weekday: [], weekend: [] } }
      const key = JSON.stringify(peaks)
      const spans = clock.peaks.get(key) ?? peakSpans(peaks, clock.runs)
      clock.peaks.set(key, spans)
      return isIn(spans, at)
    },
    hourOf: (one: Happened, at: number): number => {
      const { runs } = clockOf(zoneOf(one))
      const run = runs.find((some) => at <= some.to) ?? runs.at(-1)
      return new Date(at + (run?.offset ?? 0)).getUTCHours()
    },
  }
}

const timesBy = (some: readonly Happened[], at: (one: Happened) => number | null) =>
  new Map(
    [...Map.groupBy(some, ({ plan }) => plan)].map(([plan, own]) => [
      plan,
      own.flatMap((one) => at(one) ?? []),
    ]),
  )

const isGoing = ({ state }: Happened): boolean => state !== 'cancelled' && state !== 'skipped'

/**
 * What was planned and what happened, in numbers for charts: how many went out and when, in which hours, how far apart,
 * and why others did not. Shares are 0 to 1, null where there is nothing to take them of.
 */
export const summariseHappened = (happened: WhatHappened) => {
  const { accounts, plans } = happened
  const all = happened.deliveries.filter(isGoing)
  const clocks = openClocks(happened)
  const gone = all.filter(({ executedAt }) => executedAt !== null)
  const inPeak = (some: readonly Happened[], at: (one: Happened) => number | null) =>
    some.filter((one) => clocks.isPeak(one, at(one) ?? one.plannedAt)).length
  const [peakPlanned, peakHappened] = [
    inPeak(all, ({ plannedAt }) => plannedAt),
    inPeak(gone, ({ executedAt }) => executedAt),
  ]
  const least = (plan: string) => plans.get(plan)?.leastGapMs ?? 0
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    hour,
    planned: 0,
    happened: 0,
    failed: 0,
  }))
  for (const one of all) {
    const planned = hours[clocks.hourOf(one, one.plannedAt)]
    if (planned) planned.planned += 1
    if (planned && isDead(one)) planned.failed += 1
    const went = one.executedAt === null ? undefined : hours[clocks.hourOf(one, one.executedAt)]
    if (went) went.happened += 1
  }
  const platformOf = ({ channel }: Happened) => accounts.get(String(channel))?.platform ?? ''
  const failures = Map.groupBy(all.filter(isDead), ({ reasonCode }) => reasonCode ?? 'UNKNOWN')
  return {
    plans: plans.size,
    ...rates(all),
    peak: {
      planned: peakPlanned,
      plannedShare: share(peakPlanned, all.length),
      happened: peakHappened,
      happenedShare: share(peakHappened, gone.length),
    },
    gaps: {
      planned: gapsOf(
        timesBy(all, ({ plannedAt }) => plannedAt),
        least,
      ),
      happened: gapsOf(
        timesBy(gone, ({ executedAt }) => executedAt),
        least,
      ),
    },
    byHour: hours,
    byPlatform: [...Map.groupBy(all, platformOf)]
      .map(([platform, some]) => ({ platform, ...rates(some) }))
      .toSorted((a, b) => b.deliveries - a.deliveries),
    byAccount: [...Map.groupBy(all, ({ channel }) => String(channel))]
      .flatMap(([id, some]) => {
        const account = accounts.get(id)
        if (!account) return []
        const { name, platform } = account
        return { channel: account.id, name, platform, ...rates(some) }
      })
      .toSorted((a, b) => b.failed - a.failed || a.name.localeCompare(b.name, 'en')),
    failures: [...failures]
      .map(([code, some]) => ({ code, count: some.length, example: some[0]?.reason ?? null }))
      .toSorted((a, b) => b.count - a.count),
    isWhole: happened.isWhole,
  }
}
