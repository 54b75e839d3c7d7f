import { type DeliveryState, inFlightStates, unfiredStates } from '../../model/states.ts'

type Counts = Record<string, number>

const sum = (counts: Counts, states: readonly string[]): number =>
  states.reduce((all, state) => all + (counts[state] ?? 0), 0)

const live: readonly DeliveryState[] = ['published', 'dispatched']
const without: readonly DeliveryState[] = ['failed', 'expired', 'skipped']

/** How the deliveries of a plan stand, as people count them. */
export const groupsOf = (counts: Counts) => ({
  unsent: sum(counts, unfiredStates),
  withPerson: sum(counts, ['awaiting_human']),
  underWay: sum(counts, inFlightStates),
  live: sum(counts, live),
  failed: sum(counts, without),
  cancelled: sum(counts, ['cancelled']),
})

/** Whether anything of it has not ended. */
const isMoving = (counts: Counts): boolean => {
  const { unsent, withPerson, underWay } = groupsOf(counts)
  return unsent + withPerson + underWay > 0
}

/** What may be tried again. */
const failedOf = (counts: Counts): number => sum(counts, ['failed', 'expired'])

/** Whether it matters to anything of it that the plan is stopped. */
export const mayGoOn = (counts: Counts): boolean => isMoving(counts) || failedOf(counts) > 0

const say = (parts: (string | false)[], between: string): string =>
  parts.filter((part) => part !== false).join(between)

/** How a plan stands in a state and a word: one of which some is out already is under way, whatever it waits for. */
export const standingOf = (plan: {
  state: string
  counts: Record<string, number>
  stopped: 'Halted' | 'Paused' | undefined
}): { state: string; word?: string } => {
  const { state, counts, stopped } = plan
  if (stopped && isMoving(counts)) return { state: 'held', word: stopped }
  const hasBegun = sum(counts, [...live, 'failed']) > 0
  return state === 'pending' && hasBegun ? { state: 'publishing', word: 'Under way' } : { state }
}

/** "3 not sent yet, 1 being sent, 2 live." */
export const tellCounts = (counts: Counts): string => {
  const { unsent, withPerson, underWay, live: out, failed, cancelled } = groupsOf(counts)
  return `${say(
    [
      unsent > 0 && `${unsent} not sent yet`,
      withPerson > 0 && `${withPerson} with a field agent`,
      underWay > 0 && `${underWay} being sent`,
      out > 0 && `${out} live`,
      failed > 0 && `${failed} failed`,
      cancelled > 0 && `${cancelled} cancelled`,
    ],
    ', ',
  )}.`
}

const is = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** What cancelling a plan does: "3 not sent yet are cancelled; 2 are live and stay." */
export const tellCancel = (counts: Counts): string => {
  const { unsent, withPerson, underWay, live: out } = groupsOf(counts)
  return `${say(
    [
      unsent > 0 && is(unsent, 'not sent yet is cancelled', 'not sent yet are cancelled'),
      withPerson > 0 &&
        `${withPerson} with a field agent ${withPerson === 1 ? 'is' : 'are'} taken back`,
      underWay > 0 &&
        is(
          underWay,
          'being sent is cancelled only if nothing went out',
          'being sent are cancelled only if nothing went out',
        ),
      out > 0 && is(out, 'is live and stays', 'are live and stay'),
    ],
    '; ',
  )}.`
}

/** What pausing a plan does. */
export const tellPause = (counts: Counts): string => {
  const { unsent, withPerson, underWay } = groupsOf(counts)
  return `${say(
    [
      unsent > 0 &&
        is(
          unsent,
          'not sent yet waits until you resume it',
          'not sent yet wait until you resume it',
        ),
      withPerson > 0 &&
        `${withPerson} with a field agent ${withPerson === 1 ? 'is' : 'are'} taken back unless somebody has it open`,
      underWay > 0 &&
        `${underWay} being sent ${underWay === 1 ? 'goes' : 'go'} on to ${underWay === 1 ? 'its' : 'their'} end`,
    ],
    '; ',
  )}. After 30 days without that it is cancelled.`
}

/** What halting a plan does. */
export const tellHalt = (counts: Counts): string => {
  const { unsent, withPerson, underWay } = groupsOf(counts)
  return `${say(
    [
      unsent > 0 &&
        is(
          unsent,
          'not sent yet waits, and what is ready of it at Postiz is taken away',
          'not sent yet wait, and what is ready of them at Postiz is taken away',
        ),
      withPerson > 0 &&
        `${withPerson} with a field agent ${withPerson === 1 ? 'is' : 'are'} taken back, also where somebody has it open`,
      underWay > 0 &&
        `of ${underWay} being sent, what is on its way out goes on to its end; the rest waits`,
    ],
    '; ',
  )}. Only a manager lets it go on, with a reason; after 30 days without that it is cancelled.`
}

/** What is said when a plan was halted. */
export const tellHalted = (halted: { held: unknown[]; followed: unknown[] }): string => {
  const { held, followed } = halted
  return `Halted: ${say(
    [
      is(held.length, 'waits', 'wait'),
      followed.length > 0 &&
        is(followed.length, 'was on its way out already', 'were on their way out already'),
    ],
    '; ',
  )}.`
}

export type PlanAction = 'pause' | 'resume' | 'halt' | 'retry' | 'cancel'

/** What can be done with a plan that stands so. */
export const planActionsOf = (args: {
  counts: Counts
  isPaused: boolean
  isHalted: boolean
  mayLetHaltedGo: boolean
}): Record<PlanAction, boolean> => {
  const { counts, isPaused, isHalted, mayLetHaltedGo } = args
  const isStopped = isPaused || isHalted
  const hasFailed = failedOf(counts) > 0
  const isLeft = isMoving(counts)
  return {
    pause: isLeft && !isStopped,
    // What failed is tried again only where the plan may go on.
    resume: isStopped && mayGoOn(counts) && (!isHalted || mayLetHaltedGo),
    halt: isLeft && !isHalted,
    retry: !isStopped && hasFailed,
    cancel: isLeft,
  }
}

/** What trying again does with what failed, `names` being where, as far as that is known. */
export const tellRetry = (counts: Counts, names: readonly string[]): string => {
  const failed = failedOf(counts)
  const named = names.slice(0, mostNamed)
  const others = failed - named.length
  const where =
    named.length === 0 ? '' : ` on ${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}`
  return `${is(failed, 'that failed or came too late goes out again', 'that failed or came too late go out again')}${where}. What may be live already, and what a person gave up, is left out.`
}

/** More than these are not named one by one. */
const mostNamed = 5

/** What is said when a plan goes on. */
export const tellResumed = (resumed: {
  onTime: unknown[]
  late: unknown[]
  stale: unknown[]
  waiting: unknown[]
  moved: unknown[]
}): string => {
  const { onTime, late, stale, waiting, moved } = resumed
  const said = say(
    [
      onTime.length > 0 && is(onTime.length, 'goes out at its time', 'go out at their time'),
      late.length > 0 &&
        is(late.length, 'is late and goes now', 'are late and go one after the other'),
      stale.length > 0 &&
        is(
          stale.length,
          'is too late: decide about it below',
          'are too late: decide about them below',
        ),
      waiting.length > 0 &&
        is(waiting.length, 'waits for its picture or post', 'wait for their picture or post'),
      moved.length > 0 &&
        is(moved.length, 'of them was given another time', 'of them were given another time'),
    ],
    '; ',
  )
  return said === '' ? 'Resumed.' : `Resumed: ${said}.`
}
