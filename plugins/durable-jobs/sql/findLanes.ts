import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobsTable } from '../postgres.ts'
import { isUnfinished } from './isUnfinished.ts'
import { group, isCalm, resource } from './lane.ts'

/** The jobs of one group on one resource, urgent or not. Empty text where jobs name none. */
export type JobLane = { calm: boolean; group_key: string; resource_key: string }

type Args = { db: Executor; jobs: JobsTable; queue: string }

/**
 * All lanes of a queue in which jobs wait, now or for later: found by jumping from one to the next in the index, so that
 * it costs what there are of lanes, and not what there is of jobs.
 */
export const findLanes = async ({ db, jobs, queue }: Args): Promise<JobLane[]> => {
  const named = sql`${isCalm()} as calm, ${group()} as group_key, ${resource()} as resource_key`
  const place = sql`${isCalm()}, ${group()}, ${resource()}`
  const waits = sql`queue = ${queue} and ${isUnfinished()}`
  const { rows } = await db.execute(sql`
    with recursive lanes as (
      (select ${named} from ${jobs} where ${waits} order by ${place} limit 1)
      union all
      select next.*
      from lanes as lane cross join lateral (
        select ${named} from ${jobs}
        where ${waits} and (${place}) > (lane.calm, lane.group_key, lane.resource_key)
        order by ${place}
        limit 1
      ) as next
    )
    select * from lanes`)
  return rows as JobLane[]
}
