import { Temporal } from 'temporal-polyfill'
import { findPushed, judgeCap } from '../caps/judgeCap.ts'
import type { Blackout } from './blackout.ts'
import type { HourSpan, Peaks, SpreadProblem } from './problem.ts'

export type Violation = { rule: string; accounts: string[]; message: string }

type Args = {
  problem: SpreadProblem
  times: readonly { id: string; at: number }[]
}

type Wall = { day: Temporal.PlainDate; time: string }

/** What the clock on the wall of a zone shows at an instant. */
const wallAt = (at: number, zone: string): Wall => {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const time = there.toPlainTime().toString({ smallestUnit: 'minute' })
  return { day: there.toPlainDate(), time }
}

const isWithin = (
  { day, time }: Wall,
  { from, to }: HourSpan,
  isOn: (weekday: number) => boolean,
) => {
  if (to > from) return isOn(day.dayOfWeek) && time >= from && time < to
  const yesterday = day.subtract({ days: 1 })
  return (isOn(day.dayOfWeek) && time >= from) || (isOn(yesterday.dayOfWeek) && time < to)
}

const isBlackedOut = (wall: Wall, blackout: Blackout): boolean =>
  'date' in blackout
    ? wall.day.toString() === blackout.date
    : isWithin(
        wall,
        blackout,
        (weekday) => blackout.days.length === 0 || blackout.days.includes(weekday),
      )

/** Whether an instant is in the peak hours of a zone. */
export const isPeakAt = (at: number, zone: string, peaks: Peaks): boolean => {
  const wall = wallAt(at, zone)
  return (
    peaks.weekday.some((hours) => isWithin(wall, hours, (weekday) => weekday <= 5)) ||
    peaks.weekend.some((hours) => isWithin(wall, hours, (weekday) => weekday > 5))
  )
}

/**
 * Every hard rule that a plan breaks, read from the rules alone: it shares nothing with what makes plans, asks the time zone
 * database about each instant and the judge of caps about each account. Empty where all hold. The plan need not be complete,
 * but names no account twice and none that the problem does not have.
 */
export const findViolations = ({ problem, times }: Args): Violation[] => {
  const { window, gapMs, sameContentMs, sameContentAt, awayFrom = [] } = problem
  const found: Violation[] = []
  const note = (rule: string, message: string, ...accounts: string[]) =>
    found.push({ rule, accounts, message })
  const accounts = new Map(problem.accounts.map((account) => [account.id, account]))
  const seen = new Set<string>()
  for (const { id, at } of times) {
    const account = accounts.get(id)
    const when = new Date(at).toISOString()
    if (!account || seen.has(id)) {
      note('once', `${id} is in the plan twice, or is none of its accounts.`, id)
      continue
    }
    seen.add(id)
    if (!(at >= window.from && at <= window.to) || !Number.isInteger(at)) {
      note('window', `${id} posts at ${when}, which is outside of the window.`, id)
    }
    for (const other of sameContentAt) {
      if (Math.abs(other - at) < Math.max(1, sameContentMs)) {
        note('sameContent', `${id} posts at ${when}, too near to the same of another plan.`, id)
      }
    }
    for (const other of awayFrom) {
      if (Math.abs(other.at - at) < other.ms) {
        note(
          'sameContent',
          `${id} posts at ${when}, nearer to the same than another plan wants.`,
          id,
        )
      }
    }
    for (const other of account.taken) {
      if (Math.abs(other - at) < Math.max(1, gapMs.min)) {
        note('taken', `${id} posts at ${when}, too near to another post of its own.`, id)
      }
    }
    const asked = {
      caps: account.caps,
      taken: account.taken.map((one) => new Date(one)),
      at: new Date(at),
    }
    if (judgeCap(asked) || findPushed(asked)) {
      note('cap', `${id} posts at ${when}, more often than its cap allows.`, id)
    }
    const wall = wallAt(at, account.timezone)
    if (account.blackouts.some((blackout) => isBlackedOut(wall, blackout))) {
      note('blackout', `${id} posts at ${when}, in its blackout hours.`, id)
    }
  }
  const sorted = times.toSorted((a, b) => a.at - b.at)
  const least = Math.max(1, gapMs.min, sameContentMs)
  sorted.forEach(({ id, at }, index) => {
    const before = sorted[index - 1]
    if (before && at - before.at < least) {
      const message = `${before.id} and ${id} post ${at - before.at} ms apart.`
      note('gap', message, before.id, id)
    }
  })
  return found
}
