import { nameZone } from './nameZone.ts'

type Args = {
  at: Date
  /** An IANA name, such as `Europe/Lisbon`. */
  zone: string
  now: Date
  withSeconds?: boolean
}

const parts = (at: Date, zone: string): Record<string, string> =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )

/** A moment on the wall clock of a zone, with the zone's name: "14:30 Lisbon" today, "23 Nov, 14:30 Lisbon" else. */
export const formatMoment = ({ at, zone, now, withSeconds = false }: Args): string => {
  const then = parts(at, zone)
  const today = parts(now, zone)
  const clock = `${then.hour}:${then.minute}${withSeconds ? `:${then.second}` : ''}`
  const year = then.year === today.year ? '' : ` ${then.year}`
  const isToday = year === '' && then.month === today.month && then.day === today.day
  return `${isToday ? '' : `${then.day} ${then.month}${year}, `}${clock} ${nameZone(zone)}`
}
