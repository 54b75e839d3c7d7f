/** How pressing a deadline is: plenty of time, ten minutes or less, passed. */
export type Urgency = 'calm' | 'soon' | 'late'

const second = 1000
const minute = 60 * second

type Args = { dueAt: string; deadlineAt: string; now: number }
type Countdown = {
  urgency: Urgency
  /** Time until the deadline, or since it, in milliseconds. */
  ms: number
  /** How much of the time is left, from 1 down to 0. */
  share: number
}

/** How much time a task has left. `now` in milliseconds UTC. */
export const countdown = ({ dueAt, deadlineAt, now }: Args): Countdown => {
  const deadline = Date.parse(deadlineAt)
  const left = deadline - now
  const whole = Math.max(deadline - Date.parse(dueAt), 1)
  return {
    urgency: left <= 0 ? 'late' : left <= 10 * minute ? 'soon' : 'calm',
    ms: Math.abs(left),
    share: Math.min(Math.max(left / whole, 0), 1),
  }
}

/** Minutes and seconds, as on a kitchen timer: "4:07". */
export const spellClock = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / second))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
