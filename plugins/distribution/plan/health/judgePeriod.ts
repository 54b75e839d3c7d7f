import { type Period, periodDays } from './countPeriod.ts'
import type { HealthCode, HealthReason } from './facts.ts'

const times = (many: number): string => (many === 1 ? 'once' : `${many} times`)

const reason = (code: HealthCode, points: number, message: string): HealthReason[] =>
  points > 0 ? [{ code, message, points }] : []

/** Two attempts more than were made are taken to have succeeded, so that a single failure is no verdict. */
const trusted = 2

const failures = (period: Period): HealthReason[] => {
  const { attempts, limited, succeeded } = period
  // To be told to come later is no failure of its own.
  const counted = attempts - limited
  const lost = counted - succeeded
  return reason(
    'FAILURES',
    Math.round((60 * lost) / (counted + trusted)),
    `${succeeded} of ${counted} attempt${counted === 1 ? '' : 's'} in ${periodDays} days succeeded.`,
  )
}

/** What the attempts of a period say against an account. */
export const judgePeriod = (period: Period): HealthReason[] => [
  ...failures(period),
  ...reason(
    'LIMITS',
    Math.min(50, 12 * period.limited),
    `It was told ${times(period.limited)} in ${periodDays} days that this is too much and to come later.`,
  ),
  ...reason(
    'REJECTIONS',
    Math.min(20, 4 * period.rejected),
    `${period.rejected} post${period.rejected === 1 ? ' was' : 's were'} refused for good in ${periodDays} days.`,
  ),
  ...reason(
    'REAUTHORISATIONS',
    Math.min(40, 20 * period.unauthorised),
    `It had lost its access ${times(period.unauthorised)} in ${periodDays} days.`,
  ),
]

/** What is left of 100 points. */
export const scoreOf = (reasons: readonly HealthReason[]): number =>
  Math.max(0, 100 - reasons.reduce((sum, { points }) => sum + points, 0))
