import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobsTable } from '../postgres.ts'
import { isUnfinished } from './isUnfinished.ts'

type Args = {
  db: Executor
  jobs: JobsTable
  queue: string
  task: string
  /** A property of the jobs' input, and its values that are asked about. */
  field: string
  values: string[]
}

/** For which values of a property of their input jobs of a task stand: not begun, or running. */
export const findStanding = async (args: Args): Promise<string[]> => {
  const { db, jobs, queue, task, field, values } = args
  const { rows } = await db.execute(sql`
    select distinct input ->> ${field} as value
    from ${jobs}
    where queue = ${queue} and ${isUnfinished()} and task_slug::text = ${task}
      and input ->> ${field} = any(${sql.param(values)}::text[])`)
  return rows.map((row) => String(row.value))
}
