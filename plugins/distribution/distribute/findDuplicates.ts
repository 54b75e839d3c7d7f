import { DistributionError, type ErrorDetail } from '../errors.ts'
import type { Channel } from '../model/channel.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
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
  /** When the new plan is due. */
  at: Date
  now: Date
}

/** Two plans are the same one made twice where they were made, or are due, so close together, in milliseconds. */
const windowMs = 5 * 60_000

const isNear = (column: 'created_at' | 'scheduled_at', moment: Date) => sql`
  d.${sql.identifier(column)} between ${after(moment, -windowMs).toISOString()} and ${after(moment, windowMs).toISOString()}`

/**
 * Which of these channels have this post already: by a delivery that was made or is due within five minutes of the making
 * or the due time of the new plan, and that was not cancelled and has not failed. One for each channel, the latest.
 *
 * The caller holds the post by `lockPostAlone`, so that of two plans made at once the second one finds the first.
 */
export const findDuplicates = async (args: Args): Promise<Duplicate[]> => {
  const { db, tenant, post, channels, at, now } = args
  const found = await rows<Omit<Duplicate, 'at'> & { at: string | Date }>(
    db,
    sql`
      select distinct on (d.channel_id) d.channel_id as channel, d.plan_id as plan, d.id as delivery,
        p.started_by_name as by, d.scheduled_at as at
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      where d.post_id = ${post} and d.tenant_id = ${tenant}
        and d.channel_id = any(${sql.param(channels.map(({ id }) => id))})
        and (d.state::text <> all(${sql.param([...endedWithoutIt])}) or d.reason_code in (${cancelledPartlyCode}, ${cancelledInDoubtCode}))
        and (${isNear('created_at', now)} or ${isNear('created_at', at)}
          or ${isNear('scheduled_at', now)} or ${isNear('scheduled_at', at)})
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
