import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { tellTime } from '../../model/tellTime.ts'

/** After so many failures in a row a receiver is left alone. */
const mostFailures = 5

/** For how long, in milliseconds: doubling from a minute to an hour. */
const firstPauseMs = 60_000
const longestPauseMs = 60 * 60_000

/** For how long the receiver is left alone; a wait that it asked for is kept. */
export const pauseMs = (pauses: number, retryAfterMs = 0): number =>
  Math.max(Math.min(firstPauseMs * 2 ** (pauses - 1), longestPauseMs), retryAfterMs)

type Args = {
  db: Db
  channel: { id: ID; tenant: ID }
  /** In which the time is told on the channel. */
  timezone: string
  /** What the receiver said, as a sentence. */
  message: string
  /** It asked for a pause, so it gets one at once. */
  isThrottled: boolean
  retryAfterMs?: number
  now: Date
}

type Brake = { failures: number; pauses: number; until: Date | string | null; state: string }

const count = async ({ db, channel, now }: Args): Promise<Brake | undefined> => {
  const [brake] = await rows<Brake>(
    db,
    sql`
      insert into postyard_brakes (channel, tenant, failures, pauses, failing_since)
      values (${String(channel.id)}, ${String(channel.tenant)}, 1, 0, ${now.toISOString()})
      on conflict (channel) do update set failures = postyard_brakes.failures + 1
      returning failures, pauses, until,
        (select c.state::text from postyard_channels c where c.id = ${channel.id}) as state`,
  )
  return brake
}

/** Several that failed side by side lead to one pause; one that a person has ended is over. */
const isPausing = ({ until, state }: Brake, now: Date): boolean =>
  state === 'suspended' && until !== null && new Date(until) > now

/**
 * Counts a failure of a receiver, whichever process met it. After some in a row, or where it asks for that, its channel is
 * suspended: what is due on it is held, and one delivery tries it again after a pause that grows each time. Other channels
 * go on.
 */
export const noteFailure = async (args: Args): Promise<void> => {
  const { db, channel, timezone, message, isThrottled, retryAfterMs, now } = args
  const brake = await count(args)
  if (!brake || isPausing(brake, now)) return
  const isAgain = brake.pauses > 0
  if (!isThrottled && !isAgain && brake.failures < mostFailures) return
  const until = after(now, pauseMs(brake.pauses + 1, retryAfterMs))
  const why = isThrottled ? message : `${message} That was ${brake.failures} times in a row.`
  const reason = `${why} It is left alone until ${tellTime(until, timezone)}, then one post tries it.`
  const { rowCount } = await db.execute(sql`
    update postyard_channels
    set state = 'suspended', state_reason = ${reason}, updated_at = clock_timestamp()
    where id = ${channel.id} and tenant_id = ${channel.tenant}
      and (state in ('active', 'limited') or state = 'suspended' and ${isAgain}::boolean)`)
  // Whom a person has suspended is theirs: no pause of ours may end it.
  if (rowCount === 0) return
  await db.execute(sql`
    update postyard_brakes set pauses = pauses + 1, until = ${until.toISOString()}, probe_until = null
    where channel = ${String(channel.id)} and tenant = ${String(channel.tenant)}`)
}
