import { sql } from '@payloadcms/db-postgres'
import type { Executor, JobID, JobsTable } from '../postgres.ts'
import { idArray } from './idArray.ts'

/** What the holder of a job writes: a row of its log, its end, or both. Instants as ISO 8601. */
export type HeldWrite = {
  id: JobID
  token: string
  /** By column. */
  log?: Record<string, unknown>
  ends?: { completedAt: string; totalTried: number; updatedAt: string }
}

type Args = {
  db: Executor
  jobs: JobsTable
  log: JobsTable
  writes: HeldWrite[]
  /** Where it is told that jobs of a key may now be free, and with what words. */
  channel: string
  message: string
  /** The jobs whose end is told there. */
  told: JobID[]
}

/**
 * Writes logs and ends of many jobs with one statement, each only while its token stands on the job and nobody has
 * cancelled it. Returns the tokens under which it was written; nothing of the others was.
 */
export const writeHeldJobs = async (args: Args): Promise<Set<string>> => {
  const { db, jobs, log, writes, channel, message, told } = args
  const logged = writes.flatMap((write) =>
    write.log ? [{ ...write.log, _parent_id: write.id, _order: 1 }] : [],
  )
  const ended = writes.flatMap(({ id, token, ends }) =>
    ends
      ? [
          {
            id,
            lease_token: token,
            completed_at: ends.completedAt,
            total_tried: ends.totalTried,
            updated_at: ends.updatedAt,
          },
        ]
      : [],
  )
  const columns = [...new Set(logged.flatMap((row) => Object.keys(row)))]
  const names = sql.join(
    columns.map((name) => sql`${sql.identifier(name)}`),
    sql`, `,
  )
  const { rows } = await db.execute(sql`
    with held as materialized (
      select job.id, job.lease_token
      from ${jobs} as job
      where job.id = any(${idArray(
        jobs,
        writes.map(({ id }) => id),
      )})
        and job.lease_token = any(${sql.param(writes.map(({ token }) => token))}::text[])
        and job.processing and job.has_error is not true
      order by job.id
      for update
    )
    ${
      logged.length === 0
        ? sql``
        : sql`, logged as (
            insert into ${log} (${names})
            select ${names}
            from jsonb_populate_recordset(null::${log}, ${JSON.stringify(logged)}::jsonb) as given
            where given._parent_id in (select id from held)
          )`
    }
    ${
      ended.length === 0
        ? sql``
        : sql`, ended as (
            update ${jobs} as job
            set processing = false, lease_token = null, lease_until = null, leased_by = null,
              completed_at = given.completed_at, total_tried = given.total_tried,
              updated_at = given.updated_at
            from jsonb_populate_recordset(null::${jobs}, ${JSON.stringify(ended)}::jsonb) as given, held
            where job.id = given.id and held.id = job.id and held.lease_token = given.lease_token
          )`
    }
    select held.lease_token
      ${
        told.length === 0
          ? sql``
          : sql`, case when held.id = any(${idArray(jobs, told)}) then pg_notify(${channel}, ${message}) end`
      }
    from held`)
  return new Set(rows.map((row) => String(row.lease_token)))
}
