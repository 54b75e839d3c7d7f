import { marginMs } from './budgetRules.ts'

/** What is known of an organisation's budget. All instants are UTC, by the clock of the database. */
export type Budget = {
  /** When it was read. */
  at: Date
  /** Requests per window; null until Postiz has told. */
  limit: number | null
  /** Of the window that `windowEndsAt` ends. */
  used: number
  windowEndsAt: Date
  blockedUntil: Date | null
  /** When Postiz last told its count. */
  seenAt: Date | null
}

const isAhead = (budget: Budget, end: Date | null): end is Date =>
  end !== null && end.getTime() + marginMs > budget.at.getTime()

/** So much later than need be, in ms, so that who comes back at that time finds the window over. */
const slackMs = 250

/** How long nothing is taken for the last reason that stands in the way, in ms from `at`; at least a second. */
export const waitOf = (budget: Budget): number => {
  const { blockedUntil, windowEndsAt } = budget
  const end = isAhead(budget, blockedUntil) ? blockedUntil : windowEndsAt
  return Math.max(end.getTime() + marginMs + slackMs - budget.at.getTime(), 1_000)
}

/** The budget as it is for a reader: what was used in a window that is over is used no more. */
export const tellBudget = (
  budget: Budget,
): { used: number; startsAnewAt: Date | null; blockedUntil: Date | null } => {
  const isOpen = budget.used > 0 && isAhead(budget, budget.windowEndsAt)
  return {
    used: isOpen ? budget.used : 0,
    startsAnewAt: isOpen ? budget.windowEndsAt : null,
    blockedUntil: isAhead(budget, budget.blockedUntil) ? budget.blockedUntil : null,
  }
}
