import type { ShakenDatabase } from './openShaken.ts'

/** How many deliveries are in each state; `person` are those whose outcome a person is asked to find out. */
export type Progress = { byState: Record<string, number>; moving: number }

const resting = ['published', 'dispatched', 'failed', 'expired', 'skipped', 'cancelled', 'held']

export async function readProgress(db: ShakenDatabase): Promise<Progress> {
  const rows = await db.read<{ state: string; count: number }>(
    `select case when state = 'unknown' and reason_code = 'NEEDS_PERSON' then 'person' else state::text end as state,
            count(*)::int as count
       from postyard_deliveries group by 1 order by 1`,
  )
  const moving = rows
    .filter(({ state }) => state !== 'person' && !resting.includes(state))
    .reduce((sum, { count }) => sum + count, 0)
  return { byState: Object.fromEntries(rows.map(({ state, count }) => [state, count])), moving }
}

/** Whether there is nothing that a worker could do at this moment. */
export async function isIdle(db: ShakenDatabase): Promise<boolean> {
  const [found] = await db.read<{ busy: boolean }>(
    `select exists (
       select 1 from payload_jobs
       where completed_at is null and has_error is not true
         and (processing or coalesce(wait_until, created_at) <= now())
     ) as busy`,
  )
  return found?.busy === false
}
