/** True for the name of a time zone, such as Europe/Lisbon. */
export const isZone = (zone: unknown): zone is string => {
  if (typeof zone !== 'string') return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** For a field in which a time zone may be left out. */
export const zoneOrNothing = (value: unknown): true | string =>
  value === undefined ||
  value === null ||
  value === '' ||
  isZone(value) ||
  'Give a time zone by its name, such as Europe/Lisbon, or leave it empty.'

/** True for a time of the day on 24 hours, such as 09:00. */
export const isWallTime = (value: unknown): value is string =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
