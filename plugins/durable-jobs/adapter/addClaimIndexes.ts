import { sql } from '@payloadcms/db-postgres'
import { index } from '@payloadcms/db-postgres/drizzle/pg-core'
import type { Adapter } from '../postgres.ts'
import { jobsTable } from '../postgres.ts'
import { group, isCalm, resource } from '../sql/lane.ts'

type SchemaHook = Adapter['afterSchemaInit'][number]

/**
 * The partial indexes that the queue needs. None holds a column of the lease: heartbeats, and without concurrency keys
 * also claims, then need not write any index.
 */
export const addClaimIndexes =
  (adapter: Adapter): SchemaHook =>
  ({ extendTable, schema }) => {
    const table = schema.tables[adapter.tableNameMap.get('payload_jobs') ?? '']
    if (!table) return schema
    const hasKeys = Boolean(jobsTable(adapter).concurrencyKey)
    extendTable({
      table,
      extraConfig: (jobs) => ({
        payload_jobs_claim_idx: index('payload_jobs_claim_idx')
          // Plain columns as SQL too: drizzle takes all columns of such an index for expressions, and a push in
          // development would else make it anew each time.
          .on(sql`queue`, sql`coalesce(wait_until, created_at)`, sql`created_at`, sql`id`)
          .where(sql`${jobs.completedAt} is null and ${jobs.hasError} is not true`),
        payload_jobs_lane_idx: index('payload_jobs_lane_idx')
          .on(
            sql`queue`,
            isCalm(),
            group(),
            resource(),
            sql`coalesce(wait_until, created_at)`,
            sql`created_at`,
            sql`id`,
          )
          .where(sql`${jobs.completedAt} is null and ${jobs.hasError} is not true`),
        payload_jobs_finished_idx: index('payload_jobs_finished_idx')
          .on(jobs.completedAt)
          .where(sql`${jobs.completedAt} is not null`),
        ...(hasKeys && {
          payload_jobs_key_idx: index('payload_jobs_key_idx')
            .on(jobs.concurrencyKey)
            .where(sql`${jobs.concurrencyKey} is not null and ${jobs.completedAt} is null`),
          // For what Payload asks before each claim: the keys of all running jobs.
          payload_jobs_running_idx: index('payload_jobs_running_idx')
            .on(jobs.concurrencyKey)
            .where(sql`${jobs.processing}`),
        }),
      }),
    })
    return schema
  }
