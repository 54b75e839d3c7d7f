import { sql } from '@payloadcms/db-postgres'
import type { JobID, JobsTable, Statement } from '../postgres.ts'

/** Ids as one array parameter, in the type of the jobs table's own id (serial, uuid, text). */
export const idArray = (jobs: JobsTable, ids: JobID[]): Statement => {
  const type = jobs.id!.getSQLType()
  return sql`${sql.param(ids)}::${sql.raw(type === 'serial' ? 'integer' : type)}[]`
}
