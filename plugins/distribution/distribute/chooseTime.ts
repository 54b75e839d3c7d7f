import { DistributionError } from '../errors.ts'

const minute = 60_000
const furthest = 400 * 24 * 60 * minute

/**
 * The instant at which something is to go out.
 *
 * @throws DATE_IN_PAST where it is more than a minute ago
 * @throws DATE_TOO_FAR where it is more than 400 days ahead
 */
export const checkTime = (at: Date, now: Date): Date => {
  if (at.getTime() < now.getTime() - minute) {
    throw new DistributionError(
      'DATE_IN_PAST',
      `${at.toISOString()} is in the past. Give a later time, or leave it out to publish now.`,
    )
  }
  if (at.getTime() > now.getTime() + furthest) {
    throw new DistributionError('DATE_TOO_FAR', 'Give a time within the next 400 days.')
  }
  return at.getTime() < now.getTime() ? now : at
}
