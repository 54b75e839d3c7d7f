import { Temporal } from 'temporal-polyfill'

/** One moment of a day at which the house is told what time it is. */
export type Step = {
  now: Date
  /** By the client's clock: 0 to 23. */
  hour: number
  /** The first of its hour. */
  isFullHour: boolean
}

export type MonthDay = {
  /** YYYY-MM-DD in the client's zone. */
  day: string
  /** 1 is the first. */
  nth: number
  /** The first is midnight, the last a minute before the next one. */
  steps: Step[]
}

type Args = {
  days: number
  timezone: string
  today: Date
  /** Between two steps: a whole part of an hour. */
  stepMinutes: number
}

/**
 * The days of a March that is still to come: clocks change in it, and whatever really happens meanwhile is before it.
 */
export function openCalendar({ days, timezone, today, stepMinutes }: Args): MonthDay[] {
  const now = Temporal.Instant.fromEpochMilliseconds(today.getTime()).toZonedDateTimeISO(timezone)
  const first = Temporal.PlainDate.from({
    year: now.month < 2 ? now.year : now.year + 1,
    month: 3,
    day: 1,
  })
  return Array.from({ length: days }, (_, index) => {
    const date = first.add({ days: index })
    return { day: date.toString(), nth: index + 1, steps: stepsOf(date, timezone, stepMinutes) }
  })
}

function stepsOf(date: Temporal.PlainDate, timezone: string, stepMinutes: number): Step[] {
  const steps: Step[] = []
  const begin = date.toZonedDateTime({ timeZone: timezone })
  const end = date.add({ days: 1 }).toZonedDateTime({ timeZone: timezone })
  for (let at = begin; Temporal.ZonedDateTime.compare(at, end) < 0; ) {
    steps.push({
      now: new Date(at.epochMilliseconds),
      hour: at.hour,
      isFullHour: at.minute === 0,
    })
    at = at.add({ minutes: stepMinutes })
  }
  steps.push({ now: new Date(end.epochMilliseconds - 60_000), hour: 23, isFullHour: false })
  return steps
}

/** The number of a day since 1970-01-01. */
export const numberOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000
