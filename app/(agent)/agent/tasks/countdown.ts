import { words } from '../words.ts'

/** How pressing a deadline is: plenty of time, ten minutes or less, passed. */
export type Urgency = 'calm' | 'soon' | 'late'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

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

/** A duration for people, rounded down so that nobody counts on time that is not there: "1 h 5 min", "50 s". */
export const spellDuration = (ms: number): string => {
  const { unit } = words
  if (ms >= 2 * day) return `${Math.floor(ms / day)} ${unit.days}`
  if (ms >= hour) {
    const minutes = Math.floor((ms % hour) / minute)
    const hours = `${Math.floor(ms / hour)} ${unit.hours}`
    return minutes === 0 ? hours : `${hours} ${minutes} ${unit.minutes}`
  }
  if (ms >= minute) return `${Math.floor(ms / minute)} ${unit.minutes}`
  return `${Math.floor(Math.max(ms, 0) / second)} ${unit.seconds}`
}

/** Minutes and seconds, as on a kitchen timer: "4:07". */
export const spellClock = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / second))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** The time of day in the phone's zone: "14:30", with the day before it where that is not today. */
export const spellTime = (instant: string | number, now: number): string => {
  const date = new Date(instant)
  const time = date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
  if (date.toDateString() === new Date(now).toDateString()) return time
  return `${date.toLocaleDateString(undefined, { weekday: 'short' })} ${time}`
}
