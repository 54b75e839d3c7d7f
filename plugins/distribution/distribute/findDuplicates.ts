import { DistributionError, type ErrorDetail } from '../errors.ts'
import type { Channel } from '../model/channel.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { cancelledInDoubtCode, cancelledPartlyCode } from '../model/reasons.ts'
import { endedWithoutIt } from '../model/states.ts'
import { tellTime } from '../model/tellTime.ts'

/** A channel that has the post already by a delivery of an earlier plan, or is about to get it. */
export type Duplicate = { channel: ID; plan: ID; delivery: ID; by: string; at: Date }

type Args = {
  db: Db
  tenant: ID
  post: ID
  channels: Channel[]
  /** When the new plan is due; where that differs, on each of the channels. */
  at: Date | ((channel: ID) => Date)
  now: Date
  /** How close together they are taken for one, in milliseconds, where that is more than usual. */
  withinMs?: number
}

/** Two plans are the same one made twice where they were made, or are due, so close together, in milliseconds. */
const usualMs = 5 * 60_000

/**
 * Which of these channels have this post already: by a delivery that was made or is due within five minutes of the making
 * or the due time of the new plan, and that was not cancelled and has not failed. One for each channel, the latest.
 *
 * The caller holds the post by `lockPostAlone`, so that of two plans made at once the second one finds the first.
 */
export const findDuplicates = async (args: Args): Promise<Duplicate[]> => {
  const { db, tenant, post, channels, at, now } = args
  const ids = channels.map(({ id }) => id)
  const times = ids.map((id) => (at instanceof Date ? at : at(id)).toISOString())
  const gap = sql`${`${Math.max(usualMs, args.withinMs ?? 0)} milliseconds`}::interval`
  const near = (column: 'created_at' | 'scheduled_at') => {
    const is = sql`d.${sql.identifier(column)}`
    const made = sql`${now.toISOString()}::timestamptz`
    return sql`${is} between ${made} - ${gap} and ${made} + ${gap}
      or ${is} between wanted.at - ${gap} and wanted.at + ${gap}`
  }
  const found = await rows<Omit<Duplicate, 'at'> & { at: string | Date }>(
    db,
    sql`
      select distinct on (d.channel_id) d.channel_id as channel, d.plan_id as plan, d.id as delivery,
        p.started_by_name as by, d.scheduled_at as at
      from unnest(${sql.param(ids.map(String))}::text[], ${sql.param(times)}::timestamptz[]) as wanted(channel, at)
      join postyard_deliveries d on d.channel_id::text = wanted.channel
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      where d.post_id = ${post} and d.tenant_id = ${tenant}
        and d.channel_id = any(${sql.param(ids)})
        and (d.state::text <> all(${sql.param([...endedWithoutIt])}) or d.reason_code in (${cancelledPartlyCode}, ${cancelledInDoubtCode}))
        and (${near('created_at')} or ${near('scheduled_at')})
      order by d.channel_id, d.created_at desc`,
  )
  return found.map((one) => ({ ...one, at: new Date(one.at) }))
}

/** Each pair in a sentence. */
export const tellDuplicates = (args: {
  duplicates: Duplicate[]
  channels: Channel[]
  timezone: string
}): (ErrorDetail & { channel: ID })[] =>
  args.duplicates.map(({ channel, plan, delivery, by, at }) => {
    const name = args.channels.find(({ id }) => String(id) === String(channel))?.name
    return {
      path: `${channel}.post`,
      code: 'DUPLICATE_DISTRIBUTION_PLAN',
      message: `${name} has this post already, or is about to get it: ${by} distributed it for ${tellTime(at, args.timezone)}.`,
      channel,
      plan,
      delivery,
      at: at.toISOString(),
    }
  })

/** @throws DUPLICATE_DISTRIBUTION_PLAN where there is one, naming each */
export const refuseDuplicates = (details: ErrorDetail[]): void => {
  if (details.length === 0) return
  throw new DistributionError(
    'DUPLICATE_DISTRIBUTION_PLAN',
    `${details.map(({ message }) => message).join(' ')} Leave out what has it, wait five minutes, or distribute it all the same.`,
    { details },
  )
}
