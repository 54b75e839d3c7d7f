const minute = 60
const hour = 60 * minute
const day = 24 * hour

const amount = (seconds: number): string => {
  if (seconds < minute) return `${seconds} s`
  if (seconds < hour) return `${Math.floor(seconds / minute)} min`
  if (seconds < day) return `${Math.floor(seconds / hour)} h`
  const days = Math.floor(seconds / day)
  return days === 1 ? '1 day' : `${days} days`
}

/** How far away a moment is: "in 12 min", "now", "41 s ago". */
export const formatDistance = (at: Date, now: Date): string => {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000)
  if (Math.abs(seconds) < 5) return 'now'
  return seconds > 0 ? `in ${amount(seconds)}` : `${amount(-seconds)} ago`
}
