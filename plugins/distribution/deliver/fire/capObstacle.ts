import { capsOf } from '../../channels/caps/capsOf.ts'
import { readUse, type Use } from '../../channels/caps/readUse.ts'
import type { CapRule } from '../../channels/postiz/index.ts'
import { after, fireAt, later } from '../../model/deadlines.ts'
import { capCode } from '../../model/reasons.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import { tellTime } from '../../model/tellTime.ts'
import { judgeCap, nameCap } from '../../plan/caps/judgeCap.ts'
import type { Loaded } from '../loadDelivery.ts'
import type { Obstacle } from './obstacle.ts'

type Args = { loaded: Loaded[]; now: Date }

/** Another delivery of the channel that is due as well, and goes first: so all workers agree on who goes. */
const goesBefore = (use: Use, row: DeliveryRow): boolean => {
  const apart = use.at.getTime() - fireAt(row).getTime()
  return apart < 0 || (apart === 0 && String(use.id) < String(row.id))
}

const takenBefore = ({ row, tenant }: Loaded, uses: Use[], now: Date): Date[] => {
  // What is too late to go out by itself goes nowhere, so it takes no room.
  const oldest = after(now, -tenant.graceMinutes * 60_000)
  return uses
    .filter(
      (use) => String(use.channel) === String(row.channel_id) && String(use.id) !== String(row.id),
    )
    .flatMap((use) => {
      if (use.kind === 'gone') return use.at
      return use.kind === 'due' && use.at >= oldest && goesBefore(use, row) ? now : []
    })
}

const tell = ({ channel, tenant }: Loaded, cap: CapRule, nextAt: Date, isTooLate: boolean) => {
  const room = tellTime(nextAt, tenant.timezone)
  const full = `${channel.name} takes ${nameCap(cap)}, and has had them.`
  return isTooLate
    ? `${full} There is room from ${room}, which is more than ${tenant.graceMinutes} minutes late: give it another time, or cancel it.`
    : `${full} It goes out by itself at ${room}.`
}

/**
 * Which of these due deliveries of one tenant find their channel full, and when there is room: `held` until then, where
 * that is within their grace; else a person decides. What went out or is in flight counts, and what is due before them.
 */
export const readCapObstacles = async ({
  loaded,
  now,
}: Args): Promise<(one: Loaded) => Obstacle | undefined> => {
  const capped = loaded.filter(({ channel }) => capsOf(channel).length > 0)
  const [first] = capped
  if (!first) return () => undefined
  const uses = await readUse({
    db: first.db,
    tenant: first.tenant.id,
    channels: capped.map(({ channel }) => channel),
    at: now,
  })
  return (one) => {
    const caps = capsOf(one.channel)
    if (caps.length === 0) return undefined
    const verdict = judgeCap({
      caps,
      taken: takenBefore(one, uses, now),
      // A job comes up to a second before its time.
      at: later(now, fireAt(one.row)),
    })
    if (!verdict) return undefined
    const { cap, nextAt } = verdict
    const isTooLate = nextAt > after(one.row.scheduled_at, one.tenant.graceMinutes * 60_000)
    return {
      reason: { code: capCode, message: tell(one, cap, nextAt, isTooLate) },
      wakeAt: isTooLate ? null : nextAt,
    }
  }
}
