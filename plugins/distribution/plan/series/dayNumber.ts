const dayMs = 24 * 60 * 60_000

/** The number of a day since 1970-01-01, which knows no years: `YYYY-MM-DD`. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs

/** The day that has this number. */
export const dayOf = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10)
