import { z } from 'zod'
import { type ID, rows, sql } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'

/** How dependably tasks were answered: those of a person, of a channel, or all. */
export const rateOutput = {
  settled: z.number().int().meta({ description: 'Tasks that ended, but for cancelled ones.' }),
  onTime: z.number().int().meta({ description: 'Of these, posted before their deadline.' }),
  onTimeRate: z
    .number()
    .nullable()
    .meta({ description: 'From 0 to 1; null where none has ended.' }),
  medianMinutes: z.number().nullable().meta({
    description: 'From being asked to the answer, of what was posted.',
  }),
  p90Minutes: z.number().nullable().meta({ description: 'Nine of ten were posted within this.' }),
  posted: z.number().int().meta({ description: 'In time or late.' }),
  skipped: z.number().int(),
  failed: z.number().int(),
  expired: z.number().int().meta({ description: 'Nobody answered in time.' }),
}

type Rate = {
  id: ID | null
  settled: number
  on_time: number
  median: number | null
  p90: number | null
  posted: number
  skipped: number
  failed: number
  expired: number
}

export const toRate = (rate: Rate | undefined) => ({
  settled: rate?.settled ?? 0,
  onTime: rate?.on_time ?? 0,
  onTimeRate: rate && rate.settled > 0 ? rate.on_time / rate.settled : null,
  medianMinutes: rate?.median ?? null,
  p90Minutes: rate?.p90 ?? null,
  posted: rate?.posted ?? 0,
  skipped: rate?.skipped ?? 0,
  failed: rate?.failed ?? 0,
  expired: rate?.expired ?? 0,
})

/**
 * Of a tenant's tasks since a moment: by person, by channel, or of all together. What was answered in time counts for
 * whoever answered; what was not, for whoever had it, and never for the manager who decides on it afterwards.
 */
export const readRates = (
  { db }: OperationContext,
  { tenant, since, by }: { tenant: ID; since: Date; by: 'agent' | 'channel' | 'all' },
): Promise<Rate[]> => {
  const key = {
    agent: sql`case when t.answered_at <= t.deadline_at then t.answered_by_id else coalesce(t.assignee_id, t.answered_by_id) end`,
    channel: sql`t.channel_id`,
    all: sql`null::text`,
  }[by]
  return rows<Rate>(
    db,
    sql`
      with settled as (
        select ${key} as id, t.outcome,
          t.outcome = 'posted' and t.answered_at <= t.deadline_at as is_on_time,
          extract(epoch from t.answered_at - t.created_at) / 60 as minutes
        from postyard_assist_tasks t
        where t.tenant_id = ${tenant} and t.outcome is not null and t.outcome <> 'cancelled'
          and t.created_at >= ${since.toISOString()}
      )
      select id, count(*)::int as settled, count(*) filter (where is_on_time)::int as on_time,
        percentile_cont(0.5) within group (order by minutes)
          filter (where outcome = 'posted')::float as median,
        percentile_cont(0.9) within group (order by minutes)
          filter (where outcome = 'posted')::float as p90,
        count(*) filter (where outcome = 'posted')::int as posted,
        count(*) filter (where outcome = 'skipped')::int as skipped,
        count(*) filter (where outcome = 'failed')::int as failed,
        count(*) filter (where outcome = 'expired')::int as expired
      from settled
      group by id`,
  )
}
