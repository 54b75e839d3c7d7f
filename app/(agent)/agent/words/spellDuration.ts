import type { Words } from './index.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** A duration for people, rounded down so that nobody counts on time that is not there: "1 h 5 min", "50 s". */
export const spellDuration = (ms: number, { duration }: Pick<Words, 'duration'>): string => {
  if (ms >= 2 * day) return duration.days({ count: Math.floor(ms / day) })
  if (ms >= hour) {
    const count = Math.floor(ms / hour)
    const minutes = Math.floor((ms % hour) / minute)
    const hours = duration.hours({ count })
    return minutes === 0 ? hours : `${hours} ${duration.minutes({ count: minutes })}`
  }
  if (ms >= minute) return duration.minutes({ count: Math.floor(ms / minute) })
  return duration.seconds({ count: Math.floor(Math.max(ms, 0) / second) })
}
