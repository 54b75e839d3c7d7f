import type { Channel } from '../../model/channel.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { capsOf, spanOf } from './capsOf.ts'

/** A delivery that takes room on its channel. `at` is when it went, or is to go. */
export type Use = {
  id: ID
  channel: ID
  at: Date
  /** `gone`: sent, or being sent, or perhaps sent. `due`: a worker may take it any moment. `planned`: later. */
  kind: 'gone' | 'due' | 'planned'
}

type Row = { id: ID; channel_id: ID; at: Date | string; kind: Use['kind'] }

/**
 * What takes room on channels of one tenant from `since` on: what went out or is in flight, and what is still to go. What
 * failed, was skipped or cancelled takes none.
 */
export const readUseSince = async (args: {
  db: Db
  tenant: ID
  channels: ID[]
  since: Date
}): Promise<Use[]> => {
  const { db, tenant, since } = args
  const channels = [...new Set(args.channels)]
  const found = await rows<Row>(
    db,
    sql`
      select d.id, d.channel_id, d.executed_at as at, 'gone' as kind
      from postyard_deliveries d
      where d.tenant_id = ${tenant} and d.channel_id = any(${sql.param(channels)})
        and d.executed_at > ${since.toISOString()}
        and d.state in ('submitted', 'published', 'dispatched', 'unknown')
      union all
      select d.id, d.channel_id,
        greatest(coalesce(d.next_attempt_at, d.scheduled_at),
          case when d.state = 'held' then d.wake_at end) as at,
        case when d.state in ('publishing', 'awaiting_human', 'unknown') then 'gone'
             when d.state = 'queued' then 'due' else 'planned' end as kind
      from postyard_deliveries d
      where d.tenant_id = ${tenant} and d.channel_id = any(${sql.param(channels)})
        and (d.state in ('held', 'scheduled', 'queued', 'publishing', 'awaiting_human')
          -- Of what a worker was sending when it stopped, nobody has written down when it went.
          or (d.state = 'unknown' and d.executed_at is null))
        and d.scheduled_at > ${since.toISOString()}`,
  )
  return found.map(({ id, channel_id, at, kind }) => ({
    id,
    channel: channel_id,
    at: new Date(at),
    kind,
  }))
}

/** As `readUseSince`, on those of the channels that have a cap, from as long before `at` as that looks back. */
export const readUse = async (args: {
  db: Db
  tenant: ID
  channels: Channel[]
  at: Date
}): Promise<Use[]> => {
  const { db, tenant, at } = args
  const capped = args.channels.filter((channel) => capsOf(channel).length > 0)
  if (capped.length === 0) return []
  const since = after(at, -Math.max(...capped.map((channel) => spanOf(capsOf(channel)))))
  return readUseSince({ db, tenant, channels: capped.map(({ id }) => id), since })
}
