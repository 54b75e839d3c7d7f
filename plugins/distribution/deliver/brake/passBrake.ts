import { type Db, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { pausedCode, staleReason } from '../../model/reasons.ts'
import type { Obstacle } from '../fire/obstacle.ts'
import type { Loaded } from '../loadDelivery.ts'

/** How long the one that tries a receiver has for it, in milliseconds, before another one may. */
const probeMs = 60_000

type Brake = { until: Date | string; probe_until: Date | string | null }

const readBrake = async (db: Db, { channel }: Loaded): Promise<Brake | undefined> => {
  const [brake] = await rows<Brake>(
    db,
    sql`
      select until, probe_until from postyard_brakes
      where channel = ${String(channel.id)} and tenant = ${String(channel.tenant)} and until is not null`,
  )
  return brake
}

/** True for one caller of any number, over all workers. */
const takeProbe = async (db: Db, { channel }: Loaded, now: Date): Promise<boolean> => {
  const { rowCount } = await db.execute(sql`
    update postyard_brakes set probe_until = ${after(now, probeMs).toISOString()}
    where channel = ${String(channel.id)} and tenant = ${String(channel.tenant)} and until <= ${now.toISOString()}
      and (probe_until is null or probe_until <= ${now.toISOString()})`)
  return rowCount === 1
}

/** What is said of a delivery that waits: no time is promised after which it does not go out by itself. */
const wait = ({ channel, row, tenant }: Loaded, at: Date): Obstacle => {
  const { graceMinutes } = tenant
  const alone = `${channel.name} is left alone: ${channel.stateReason ?? 'its receiver fails.'}`
  const late = `more than ${graceMinutes} min after its time`
  if (at > after(row.scheduled_at, graceMinutes * 60_000)) {
    const message = `${alone} That is ${late}, so it does not go out by itself. Publish it after that, give it another time, or cancel it.`
    return { reason: { code: staleReason(graceMinutes).code, message }, wakeAt: null }
  }
  const message = `${alone} It goes out by itself when the receiver is well again, but ${late} you are asked first.`
  return { reason: { code: pausedCode, message }, wakeAt: at }
}

/**
 * Whether a due delivery passes though its channel is suspended for its receiver's failures: `passes` for the one that
 * tries it when the pause is over, an obstacle for the others; one for which the pause is too long asks a person at once.
 * Undefined where the brake has no say: the channel is not suspended, or a person has suspended it.
 */
export const passBrake = async (
  loaded: Loaded,
  now: Date,
): Promise<'passes' | Obstacle | undefined> => {
  const { db, channel } = loaded
  if (channel.state !== 'suspended') return undefined
  const brake = await readBrake(db, loaded)
  if (!brake) return undefined
  const until = new Date(brake.until)
  if (until <= now && (await takeProbe(db, loaded, now))) return 'passes'
  return wait(loaded, until > now ? until : after(now, probeMs))
}
