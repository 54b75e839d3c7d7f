import { type Db, type ID, rows, sql } from '../../model/database.ts'
import {
  budgetSpentCode,
  heldByPlanCodes,
  pausedCode,
  reasons,
  silentCode,
} from '../../model/reasons.ts'
import { countNeeding } from './countNeeding.ts'

export type Health = {
  failed: number
  expired: number
  unknown: number
  held: number
  awaitingHuman: number
  publishedToday: number
  channels: number
  unwellChannels: number
  /** Clients whose key Postiz refuses, so that nothing of them goes out. */
  refusedConnections: number
  /** Plans that have paused themselves, since something went wrong. */
  stoppedPlans: number
  /** Series of which nothing flies, or not all, until somebody mends something; `needOf` says what. */
  seriesInNeed: number
}

type Args = {
  db: Db
  /** `all` for an agency admin who has chosen none. */
  tenants: ID[] | 'all'
  now: Date
}

/** How far back a failed or expired delivery is still counted as somebody's task, in milliseconds. */
export const memoryMs = 7 * 24 * 60 * 60_000

/** Reasons that need no person: these deliveries go on, or a person has decided already. */
export const patientReasons = {
  held: [reasons.renderPending.code, budgetSpentCode, silentCode, pausedCode, ...heldByPlanCodes],
  failed: 'DROPPED',
  unknown: 'NEEDS_PERSON',
}

/** What needs a person, counted over the deliveries and channels of these tenants. */
export const readHealth = async ({ db, tenants, now }: Args): Promise<Health> => {
  const since = new Date(now.getTime() - memoryMs).toISOString()
  const dayAgo = new Date(now.getTime() - 24 * 60 * 60_000).toISOString()
  const own = tenants === 'all' ? sql`true` : sql`tenant_id = any(${sql.param(tenants)})`
  const ownConnections =
    tenants === 'all' ? sql`true` : sql`tenant = any(${sql.param(tenants.map(String))})`
  const [counts] = await rows<Omit<Health, 'seriesInNeed'>>(
    db,
    sql`
      select
        count(*) filter (
          where state = 'failed' and scheduled_at > ${since}
            and reason_code is distinct from ${patientReasons.failed}
        )::int as failed,
        count(*) filter (where state = 'expired' and scheduled_at > ${since})::int as expired,
        count(*) filter (
          where state = 'unknown' and reason_code = ${patientReasons.unknown}
        )::int as unknown,
        count(*) filter (
          where state = 'held' and coalesce(reason_code, '') <> all(${sql.param(patientReasons.held)})
        )::int as held,
        count(*) filter (where state = 'awaiting_human')::int as "awaitingHuman",
        count(*) filter (where state = 'published' and executed_at > ${dayAgo})::int as "publishedToday",
        (select count(*) from postyard_channels where state <> 'removed' and ${own})::int as channels,
        (select count(*) from postyard_channels
          where state not in ('active', 'removed') and ${own})::int as "unwellChannels",
        (select count(*) from postyard_connections
          where refused_at is not null and ${ownConnections})::int as "refusedConnections",
        (select count(*) from postyard_plan_brakes
          where scope = 'plan' and ${ownConnections})::int as "stoppedPlans"
      from postyard_deliveries
      where ${own}`,
  )
  if (!counts) throw new Error('The deliveries could not be counted.')
  return { ...counts, seriesInNeed: await countNeeding(db, tenants) }
}
