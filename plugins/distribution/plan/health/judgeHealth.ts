import { countPeriod, dayBefore, type Period, periodDays } from './countPeriod.ts'
import type { Health, HealthFacts, HealthReason, HealthTrend, HealthWord } from './facts.ts'
import { judgePeriod, scoreOf } from './judgePeriod.ts'

const dayMs = 24 * 60 * 60_000

/** What the state of a channel takes away, and why. */
const ofState: Record<string, { points: number; message: string }> = {
  limited: { points: 30, message: 'It is limited: the platform takes less from it for now.' },
  disabled: { points: 50, message: 'It is switched off.' },
  suspended: { points: 60, message: 'It is suspended, and takes nothing for now.' },
  unauthorised: { points: 80, message: 'Its access is lost. Reconnect the account.' },
  removed: { points: 100, message: 'The account is gone.' },
}

const stateReason = (state: string): HealthReason[] => {
  const found = ofState[state]
  return found ? [{ code: 'CHANNEL_STATE', ...found }] : []
}

/** What went out within these days and of which nobody has spoken yet is no silence. */
const silence = ({ lastPostAt, now }: HealthFacts, { attempts }: Period): HealthReason[] => {
  if (attempts > 0) return []
  if (lastPostAt === null) {
    const message = 'Nothing went out there yet, so it is not known how well it is.'
    return [{ code: 'SILENCE', points: 10, message }]
  }
  const days = Math.floor((now - lastPostAt) / dayMs)
  if (days < periodDays) return []
  return [{ code: 'SILENCE', points: 10, message: `The last post went out ${days} days ago.` }]
}

/** A smaller change than this is none. */
const steady = 5

const trendOf = (current: Period, before: Period): HealthTrend => {
  if (current.attempts === 0 || before.attempts === 0) {
    const when = current.attempts === 0 ? 'lately' : `in the ${periodDays} days before`
    return {
      direction: 'unknown',
      by: 0,
      message: `There is no trend: nothing is known of attempts ${when}.`,
    }
  }
  const was = scoreOf(judgePeriod(before))
  const by = scoreOf(judgePeriod(current)) - was
  const record = `Its record was worth ${was} points in the ${periodDays} days before`
  if (Math.abs(by) < steady)
    return { direction: 'steady', by, message: `${record}, and is as good now.` }
  return by > 0
    ? { direction: 'rising', by, message: `${record}, and is ${by} better now.` }
    : { direction: 'falling', by, message: `${record}, and is ${-by} worse now.` }
}

/** From these scores on an account is well, and strained. */
const wellFrom = 80
const strainedFrom = 40

const wordOf = (score: number, isKnown: boolean): HealthWord => {
  if (score >= strainedFrom && !isKnown) return 'untried'
  if (score >= wellFrom) return 'well'
  return score >= strainedFrom ? 'strained' : 'unwell'
}

/**
 * How well an account is, from 0 to 100, by what came of the attempts of the last 7 days and by the state it is in; each
 * point that is missing has its reason. The trend compares the record of these days with that of the 7 days before.
 */
export const judgeHealth = (facts: HealthFacts): Health => {
  const current = countPeriod(facts.days, facts.today)
  const before = countPeriod(facts.days, dayBefore(facts.today, periodDays))
  const reasons = [
    ...stateReason(facts.state),
    ...judgePeriod(current),
    ...silence(facts, current),
  ].toSorted((a, b) => b.points - a.points)
  const score = scoreOf(reasons)
  const isKnown = current.attempts + before.attempts > 0 || facts.state in ofState
  return {
    score,
    word: wordOf(score, isKnown),
    reasons,
    trend: trendOf(current, before),
  }
}
