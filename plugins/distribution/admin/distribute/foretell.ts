import { formatDistance } from '../time/formatDistance.ts'
import { formatMoment } from '../time/formatMoment.ts'

type Args = {
  /** The names of the channels, in their order. */
  channels: string[]
  /** When it is to go out; null for at once. */
  at: Date | null
  zone: string
  now: Date
}

const mostNamed = 6

const join = (names: string[]): string => {
  const [last, ...others] = names.toReversed()
  return others.length === 0 ? (last ?? '') : `${others.toReversed().join(', ')} and ${last}`
}

/** What will happen, in one sentence: "Goes to Instagram and TikTok at 14:30 Lisbon, in 12 min." */
export const foretell = ({ channels, at, zone, now }: Args): string => {
  const named =
    channels.length > mostNamed
      ? [...channels.slice(0, mostNamed - 1), `${channels.length - mostNamed + 1} more channels`]
      : channels
  const when =
    at && at.getTime() > now.getTime()
      ? `at ${formatMoment({ at, zone, now })}, ${formatDistance(at, now)}`
      : 'at once'
  return `Goes to ${join(named)} ${when}.`
}
