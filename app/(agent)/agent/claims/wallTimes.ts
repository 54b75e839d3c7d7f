/** The bounds of a schedule from now on, in milliseconds. */
export const bounds = { least: 5 * 60_000, most: 30 * 24 * 60 * 60_000 }

const two = (value: number): string => String(value).padStart(2, '0')

/** An instant as a field for date and time takes it, by the clock of this phone: "2026-11-23T14:30". */
export const toField = (instant: number): string => {
  const at = new Date(instant)
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** What stands in such a field, in milliseconds UTC; undefined where it is no time. */
export const fromField = (field: string): number | undefined => {
  const instant = new Date(field).getTime()
  return Number.isNaN(instant) ? undefined : instant
}

/** The next full hour that is at least half an hour away, in milliseconds UTC. */
export const usualTime = (now: number): number => {
  const at = new Date(now + 90 * 60_000)
  return at.setMinutes(0, 0, 0)
}

/** Why a time cannot be chosen, as `soon`, `far` or `none`; undefined where it can. */
export const judgeTime = (
  instant: number | undefined,
  now: number,
): 'none' | 'soon' | 'far' | undefined => {
  if (instant === undefined) return 'none'
  if (instant < now + bounds.least) return 'soon'
  return instant > now + bounds.most ? 'far' : undefined
}
