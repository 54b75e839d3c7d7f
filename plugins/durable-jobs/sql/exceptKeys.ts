import { sql } from '@payloadcms/db-postgres'
import type { JobsTable, Statement } from '../postgres.ts'
import { isHeld } from './isUnfinished.ts'

/** Where jobs have concurrency keys: passes over those of a key that runs, and of `passed`. */
export const exceptKeys = (jobs: JobsTable, passed: string[] | undefined): Statement =>
  passed === undefined
    ? sql``
    : sql`and (concurrency_key is null or (
        concurrency_key <> all(${sql.param(passed)}::text[])
        and not exists (
          select 1 from ${jobs} as holder
          where holder.concurrency_key = ${jobs.concurrencyKey} and holder.id <> ${jobs.id}
            and ${isHeld('holder')}
        )
      ))`
