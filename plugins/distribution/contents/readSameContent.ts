import { type Db, type ID, rows, sql } from '../model/database.ts'
import { isNetworkPlan } from './isNetworkPlan.ts'

/** A delivery that brings a content: when it is to go, or went, or may have gone. */
export type SameContent = {
  at: Date
  channel: ID
  plan: ID
  delivery: ID
  /** Of a network plan. */
  isNetwork: boolean
  /** How far its plan wants others to be, in ms, where that is more than usual; 0 where it says nothing. */
  gapMs: number
  /** Whether it is still to go. */
  isPlanned: boolean
}

type Row = {
  at: Date | string
  channel_id: ID
  plan_id: ID
  id: ID
  is_network: boolean
  gap_ms: number
  is_planned: boolean
}

/**
 * When deliveries of other plans of a tenant bring the same content, between two instants, both included: by the marks of
 * a content, or by its id. What failed, was skipped or cancelled brings nothing. In the order of their times.
 *
 * Whoever plans by this holds `lockContents`, so that no other plan comes in between.
 */
export const readSameContent = async (args: {
  db: Db
  tenant: ID
  of: { marks: readonly string[] } | { content: string }
  from: Date
  to: Date
}): Promise<SameContent[]> => {
  const { db, tenant, of } = args
  const contents =
    'content' in of
      ? sql`cp.content = ${of.content}`
      : sql`cp.content in (
          select m.content from postyard_content_marks m
          where m.tenant = ${String(tenant)} and m.mark = any(${sql.param([...of.marks])}))`
  const found = await rows<Row>(
    db,
    sql`
      with brought as materialized (
        select p.id, ${isNetworkPlan} as is_network,
          coalesce((p.network->'options'->>'sameContentMs')::float8, 0) as gap_ms
        from postyard_content_plans cp
        join postyard_plans p on p.id = cp.plan
        where p.tenant_id = ${tenant} and ${contents}
      )
      select * from (
        select d.id, d.plan_id, d.channel_id, p.is_network, p.gap_ms,
          d.state in ('held', 'scheduled', 'queued') as is_planned,
          case when d.state in ('submitted', 'published', 'dispatched', 'unknown')
               then coalesce(d.executed_at, d.updated_at)
               else greatest(coalesce(d.next_attempt_at, d.scheduled_at),
                 case when d.state = 'held' then d.wake_at end) end as at
        from brought p
        join postyard_deliveries d on d.plan_id = p.id and d.tenant_id = ${tenant}
        where d.state in ('held', 'scheduled', 'queued', 'publishing', 'awaiting_human',
            'submitted', 'published', 'dispatched', 'unknown')
      ) same
      where at between ${args.from.toISOString()} and ${args.to.toISOString()}
      order by at, id`,
  )
  return found.map((row) => ({
    at: new Date(row.at),
    channel: row.channel_id,
    plan: row.plan_id,
    delivery: row.id,
    isNetwork: row.is_network,
    gapMs: row.gap_ms,
    isPlanned: row.is_planned,
  }))
}
