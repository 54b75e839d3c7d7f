import type { HealthDay } from './facts.ts'

/** So many days are judged together. */
export const periodDays = 7

const dayMs = 24 * 60 * 60_000

/** The day so many days before, both as `YYYY-MM-DD`. */
export const dayBefore = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10)

export type Period = Omit<HealthDay, 'date'> & { attempts: number }

const nothing: Period = {
  attempts: 0,
  succeeded: 0,
  limited: 0,
  unauthorised: 0,
  rejected: 0,
  failed: 0,
  unsure: 0,
}

/** What was attempted in the days that end with `until`, which is among them. */
export const countPeriod = (days: readonly HealthDay[], until: string): Period => {
  const before = dayBefore(until, periodDays)
  return days
    .filter(({ date }) => date > before && date <= until)
    .reduce((sum, { succeeded, limited, unauthorised, rejected, failed, unsure }) => {
      return {
        attempts: sum.attempts + succeeded + limited + unauthorised + rejected + failed + unsure,
        succeeded: sum.succeeded + succeeded,
        limited: sum.limited + limited,
        unauthorised: sum.unauthorised + unauthorised,
        rejected: sum.rejected + rejected,
        failed: sum.failed + failed,
        unsure: sum.unsure + unsure,
      }
    }, nothing)
}
