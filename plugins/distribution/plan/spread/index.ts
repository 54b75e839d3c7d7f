/**
 * One post over many accounts: when each of them posts.
 *
 * The problem is that of equal-length jobs on one machine, each with times of its own at which it may start: an account is a
 * job, the gap its length, and every rule of a single account (window, blackouts in its zone, caps, what is taken on it, the
 * same content of other plans) only takes instants away (`prepare`). Starts are real-valued, here whole ms. With one span for
 * each job that is polynomial (Garey, Johnson, Simons, Tarjan: Scheduling unit-time tasks with arbitrary release times and
 * deadlines, 1981); with several it is NP-complete (Simons, Sipser: On scheduling unit-length jobs with multiple release
 * time/deadline intervals, 1984). So:
 *
 * - Few accounts, or few kinds of them, are solved exactly, by dynamic programming (`solveExact`). It is enough to look at
 *   plans in which every post is as early as those before it allow: moving one earlier, within its span, breaks nothing, and
 *   keeps it in peak hours where peak hours are spans of their own.
 * - Many are solved by an assignment to stretches of one gap each (`assignBins`), which no plan can beat and which therefore is
 *   the bound, and by repairing what the assignment does not say (`solveLarge`). Where the plan found reaches the bound, it is
 *   the best there is; where it does not, the answer gives both figures.
 * - In the order that was found, the instants are chosen by chance within what every later post still needs (`chooseTimes`),
 *   so that no choice can break a rule; `fillGaps` moves posts into long gaps from where they stand close, and `loosen` looks
 *   for an order with more room and fewer long gaps that loses nothing. Long gaps are few, not provably the fewest.
 * - That there is no plan is only said with a proof: the exact search, or the bound (`findReasons`, `findRemedies`).
 *
 * Whatever may take long is done in steps (`Steps`), none of them longer than some milliseconds for thousands of accounts, so
 * that whoever solves can give way to others in between; `spread` takes all of them at once.
 *
 * `findViolations` checks any plan against the rules and shares nothing with the above.
 */

export type { Blackout, DayBlackout, WeeklyBlackout } from './blackout.ts'
export { remedyReachMs } from './findRemedies.ts'
export { findViolations, isPeakAt, type Violation } from './findViolations.ts'
export type {
  HourSpan,
  Impossible,
  Peaks,
  Solved,
  Spread,
  SpreadAccount,
  SpreadFigures,
  SpreadProblem,
  SpreadReason,
  SpreadRemedy,
  SpreadTime,
} from './problem.ts'
export { spread, spreadInSteps } from './spread.ts'
export { tellLength } from './tellLength.ts'
