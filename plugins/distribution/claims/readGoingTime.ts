import { Temporal } from 'temporal-polyfill'
import { DistributionError } from '../errors.ts'
import { isZone } from '../model/wallTime.ts'

const minute = 60_000

/** A claim is scheduled at least so long ahead, in ms. */
const soonestMs = 5 * minute

/** And at most so long. */
export const furthestMs = 30 * 24 * 60 * minute

const refuse = (path: string, message: string): never => {
  throw new DistributionError('INVALID_INPUT', message, {
    details: [{ path, code: 'invalid', message }],
  })
}

/** A wall time of a zone as an instant. Of one that comes twice, when clocks go back, it is the first. */
const atWall = (given: string, zone: string): Temporal.Instant => {
  const wall = Temporal.PlainDateTime.from(given)
  const there = wall.toZonedDateTime(zone)
  if (!there.toPlainDateTime().equals(wall)) {
    refuse('at', `There is no ${given} in ${zone}: clocks go forward there. Give another time.`)
  }
  return there.toInstant()
}

const toInstant = (given: string, zone: string): Temporal.Instant => {
  const hasOffset = /(z|[+-]\d\d:?\d\d)$/i.test(given)
  try {
    return hasOffset ? Temporal.Instant.from(given) : atWall(given, zone)
  } catch (error) {
    if (error instanceof DistributionError) throw error
    return refuse('at', `"${given}" is no time. Give one such as 2026-11-24T18:00.`)
  }
}

/**
 * When a claim is to go out, from what a person said: an instant, or a wall time in a zone.
 *
 * @throws INVALID_INPUT where there is no such zone, or no such time in it
 * @throws DATE_TOO_SOON less than five minutes ahead
 * @throws DATE_TOO_FAR more than thirty days ahead
 */
export const readGoingTime = (args: {
  at: string
  zone: string
  /** By the clock of the database. */
  now: Date
}): Date => {
  const { at: given, zone, now } = args
  if (!isZone(zone)) {
    refuse('timezone', `"${zone}" is no time zone. Give one by its name, such as Europe/Lisbon.`)
  }
  const at = new Date(toInstant(given, zone).epochMilliseconds)
  const ahead = at.getTime() - now.getTime()
  if (ahead < soonestMs) {
    throw new DistributionError(
      'DATE_TOO_SOON',
      `${at.toISOString()} is less than five minutes ahead. Give a later time, or publish it now.`,
    )
  }
  if (ahead > furthestMs) {
    throw new DistributionError(
      'DATE_TOO_FAR',
      `${at.toISOString()} is more than 30 days ahead. Give a time within the next 30 days.`,
    )
  }
  return at
}
