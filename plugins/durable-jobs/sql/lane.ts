import { sql } from '@payloadcms/db-postgres'

/**
 * What sorts the waiting jobs of a queue into lanes. The index and the claim say it in exactly these words: Postgres uses
 * the index only where it sees the same expressions.
 */
export const isCalm = () => sql`(urgent is not true)`

export const group = () => sql`coalesce(group_key, '')`

export const resource = () => sql`coalesce(resource_key, '')`
