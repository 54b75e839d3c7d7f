import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { type ClaimState, claimStates } from '../model/claims.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { claimStateSql } from './claimStateSql.ts'

/** How many claims stand where, and how long they took. */
export type ClaimFigures = {
  campaign_id: ID | null
  campaign: string | null
  influencer_id: ID | null
  influencer: string | null
  claims: number
  accepted: number
  states: Record<ClaimState, number>
  /** From the claim to its last platform, of those that are published; null where none is. */
  median_seconds: number | null
}

const counts = sql.raw(
  claimStates
    .map((state) => `'${state}', count(*) filter (where s.state = '${state}')::int`)
    .join(', '),
)

/** Of all claims that `which` names, by campaign, by influencer, and altogether (both ids null), in one statement. */
export const readClaimFigures = (db: Db, which: SQL): Promise<ClaimFigures[]> =>
  rows(
    db,
    sql`
      with standing as (
        select c.campaign_id, c.influencer_id, c.accepted_at, c.claimed_at, ${claimStateSql} as state,
          (select max(d.executed_at) from postyard_deliveries d
           where d.plan_id = c.plan_id and d.tenant_id = c.tenant_id) as ended_at
        from postyard_claims c
        join postyard_influencers i on i.id = c.influencer_id and i.tenant_id = c.tenant_id
        where ${which}
      ), counted as (
        select s.campaign_id, s.influencer_id, count(*)::int as claims,
          count(s.accepted_at)::int as accepted, jsonb_build_object(${counts}) as states,
          percentile_cont(0.5) within group (order by extract(epoch from s.ended_at - s.claimed_at))
            filter (where s.state = 'published') as median_seconds
        from standing s
        group by grouping sets ((), (s.campaign_id), (s.influencer_id))
      )
      select counted.*, g.name as campaign, i.name as influencer
      from counted
      left join postyard_campaigns g on g.id = counted.campaign_id
      left join postyard_influencers i on i.id = counted.influencer_id
      order by claims desc, g.name, i.name`,
  )

export type PlatformFigures = {
  platform: string
  planned: number
  published: number
  failed: number
  waiting: number
  median_seconds: number | null
  /** What the platform counted last of each that is published, added up, by its own names. */
  figures: Record<string, number>
}

/** The same claims by platform, with what the platforms count of them. */
export const readPlatformFigures = (db: Db, which: SQL): Promise<PlatformFigures[]> =>
  rows(
    db,
    sql`
      with sent as (
        select split_part(h.platform, '-', 1) as platform, d.id, d.state::text as state,
          extract(epoch from d.executed_at - c.claimed_at) as seconds
        from postyard_claims c
        join postyard_influencers i on i.id = c.influencer_id and i.tenant_id = c.tenant_id
        join postyard_deliveries d on d.plan_id = c.plan_id and d.tenant_id = c.tenant_id
        join postyard_channels h on h.id = d.channel_id and h.tenant_id = d.tenant_id
        where ${which} and d.state <> 'cancelled'
      ), newest as (
        select distinct on (f.delivery_id, f.label) sent.platform, f.label, f.total
        from sent join postyard_figures f on f.delivery_id = sent.id
        order by f.delivery_id, f.label, f.date desc
      ), counted as (
        select platform, label, sum(total)::float8 as total from newest group by platform, label
      )
      select sent.platform, count(*)::int as planned,
        count(*) filter (where state in ('published', 'dispatched'))::int as published,
        count(*) filter (where state in ('failed', 'expired', 'skipped'))::int as failed,
        count(*) filter (where state not in ('published', 'dispatched', 'failed', 'expired', 'skipped'))::int as waiting,
        percentile_cont(0.5) within group (order by seconds)
          filter (where state in ('published', 'dispatched')) as median_seconds,
        coalesce((select jsonb_object_agg(label, total) from counted
                  where counted.platform = sent.platform), '{}') as figures
      from sent
      group by sent.platform
      order by sent.platform`,
  )
