import { type Db, type ID, rows, sql } from '../model/database.ts'

/** What figures are due of: a whole channel, or one delivery that is live. */
export type Subject = {
  channel: ID
  delivery: ID | null
  /** The id that Postiz knows it by: of the integration, or of the post. */
  remoteId: string
  /** How many of the times to ask about a delivery have passed; 0 for a channel. */
  rounds: number
  isFirst: boolean
}

export const subjectOf = ({ channel, delivery }: Pick<Subject, 'channel' | 'delivery'>): string =>
  delivery === null ? `channel:${channel}` : `delivery:${delivery}`

/** How long after it went out a delivery's figures are asked for, in hours. */
const hoursAfter = [1, 24, 3 * 24, 7 * 24, 30 * 24]

/** How often a channel's are. */
const channelEveryHours = 24

/** Later than this after its last time nothing is made up for, in hours. */
const slackHours = 24

const dueChannels = (db: Db, tenant: ID, now: Date) =>
  rows<Subject>(
    db,
    sql`
      select c.id as channel, null as delivery, c.integration_id as "remoteId", 0 as rounds,
        l.subject is null as "isFirst"
      from postyard_channels c
      left join postyard_figure_looks l on l.subject = 'channel:' || c.id
      where c.tenant_id = ${tenant} and c.kind = 'postiz' and c.integration_id is not null
        and c.state in ('active', 'limited')
        and (l.looked_at is null
          or l.looked_at <= ${now.toISOString()}::timestamptz - ${`${channelEveryHours} hours`}::interval)
      order by l.looked_at nulls first, c.id`,
  )

const dueDeliveries = (db: Db, tenant: ID, now: Date, most: number) =>
  rows<Subject>(
    db,
    sql`
      select d.channel_id as channel, d.id as delivery, d.draft_id as "remoteId", passed.rounds,
        l.subject is null as "isFirst"
      from postyard_deliveries d
      join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
        and c.state in ('active', 'limited')
      cross join lateral (
        select count(*)::int as rounds from unnest(${sql.param(hoursAfter)}::int[]) as hours
        where d.executed_at + hours * interval '1 hour' <= ${now.toISOString()}::timestamptz
      ) as passed
      left join postyard_figure_looks l on l.subject = 'delivery:' || d.id
      where d.tenant_id = ${tenant} and d.state = 'published' and d.draft_id is not null and d.kind = 'postiz'
        and d.executed_at > ${now.toISOString()}::timestamptz
          - ${`${Math.max(...hoursAfter) + slackHours} hours`}::interval
        and passed.rounds > coalesce(l.rounds, 0)
      order by d.executed_at, d.id
      limit ${most}`,
  )

/**
 * Of what figures of a tenant are due: of each channel once a day, of each delivery an hour, a day, three, seven and
 * thirty days after it went out. Times that were missed are made up for with one look.
 */
export const dueSubjects = async (args: {
  db: Db
  tenant: ID
  now: Date
  most: number
}): Promise<Subject[]> => {
  const { db, tenant, now, most } = args
  const channels = await dueChannels(db, tenant, now)
  return [...channels, ...(await dueDeliveries(db, tenant, now, most))].slice(0, most)
}
