import { awakeAfter, type QuietHours } from './quietHours.ts'

/** What has been done so far about a task that nobody answers. */
export const steps = { asked: 0, reminded: 1, passedOn: 2, managerTold: 3 } as const

export type Step = { to: 'reminded' | 'passedOn' | 'managerTold'; at: Date }

type Args = {
  /** The step that was done last. */
  step: number
  steppedAt: Date | null
  /** When it was asked, or when it was to be asked again. */
  ladderFrom: Date
  deadlineAt: Date
  /** Until when somebody has it open; null where nobody does. */
  leaseUntil: Date | null
  minutes: { remind: number; next: number; manager: number }
  quiet: QuietHours
}

const minute = 60_000

const latest = (...dates: (Date | null)[]): Date =>
  new Date(Math.max(...dates.map((date) => date?.getTime() ?? 0)))

/**
 * What is to be done next about an open task, and when; undefined where only its deadline is left.
 *
 * Nobody is reminded or replaced while somebody has the task open, and each of the two keeps its distance from what
 * was done before. A manager is told at their time in any case, and at the latest when a sixth of the time to answer
 * is left. Of steps whose time has come together, the further one of reminding and passing on is done.
 */
export const nextStep = (args: Args): Step | undefined => {
  const { step, steppedAt, ladderFrom, deadlineAt, leaseUntil, minutes, quiet } = args
  const at = (count: number) => awakeAfter(quiet, ladderFrom, count * minute)
  const apart = (minutes.next > minutes.remind ? minutes.next - minutes.remind : 1) * minute
  const remindAt = latest(at(minutes.remind), leaseUntil)
  const nextAt = latest(
    at(minutes.next),
    leaseUntil,
    step === steps.reminded && steppedAt ? awakeAfter(quiet, steppedAt, apart) : null,
  )
  const lastCall = new Date(
    deadlineAt.getTime() - (deadlineAt.getTime() - ladderFrom.getTime()) / 6,
  )
  const managerAt = new Date(Math.min(at(minutes.manager).getTime(), lastCall.getTime()))
  const found: Step[] = []
  if (step < steps.reminded && remindAt < nextAt) found.push({ to: 'reminded', at: remindAt })
  if (step < steps.passedOn) found.push({ to: 'passedOn', at: nextAt })
  if (step < steps.managerTold) found.push({ to: 'managerTold', at: managerAt })
  return found
    .filter((one) => one.at < deadlineAt)
    .sort((a, b) => a.at.getTime() - b.at.getTime())[0]
}

/** Of the steps that are due at `now` the one to be done: whoever is replaced need not be reminded first. */
export const dueStep = (args: Args & { now: Date }): Step | undefined => {
  const first = nextStep(args)
  if (!first || first.at > args.now) return undefined
  if (first.to !== 'reminded') return first
  const second = nextStep({ ...args, step: steps.reminded, steppedAt: null })
  return second?.to === 'passedOn' && second.at <= args.now ? second : first
}
