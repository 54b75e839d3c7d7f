import { sql } from '@payloadcms/db-postgres'

/**
 * Jobs that may still run. Every statement of the queue says it in exactly these words: Postgres uses the partial index
 * only where it can prove that the index covers the question.
 */
export const isUnfinished = () => sql`completed_at is null and has_error is not true`

/** When a job is due: at its `waitUntil`, else from the moment it was made. */
export const dueTime = () => sql`coalesce(wait_until, created_at)`

/**
 * Nobody holds the job: not taken, or its lease is over. A job that was taken without a lease comes from a Payload
 * without this plugin; an hour after its last write it counts as abandoned.
 */
export const isFree = () => sql`
  (processing is not true or coalesce(lease_until, updated_at + interval '1 hour') < clock_timestamp())`

/** `alias` is held by a worker that is alive. */
export const isHeld = (alias: string) =>
  sql.raw(
    `(${alias}.processing and coalesce(${alias}.lease_until, ${alias}.updated_at + interval '1 hour') >= clock_timestamp())`,
  )
