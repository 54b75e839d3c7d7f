import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobsTable } from '../postgres.ts'
import { dueTime, isFree, isUnfinished } from './isUnfinished.ts'

type Args = { db: Executor; jobs: JobsTable; queue: string; dueBefore: Date }

/** Of which tasks and groups jobs of a queue have been due since before `dueBefore`, and nobody has taken them. */
export const findBacklog = async (args: Args): Promise<{ task: string; group: string }[]> => {
  const { db, jobs, queue, dueBefore } = args
  const { rows } = await db.execute(sql`
    select distinct task_slug::text as task, coalesce(group_key, '') as group_key
    from ${jobs}
    where queue = ${queue} and ${isUnfinished()} and ${isFree()}
      and ${dueTime()} < ${dueBefore.toISOString()}::timestamptz`)
  return rows.map((row) => ({ task: String(row.task), group: String(row.group_key) }))
}
