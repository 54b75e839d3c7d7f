import { sql } from '@payloadcms/db-postgres'

type Args = { leaseMs: number; workerName: string; updatedAt: string }

/** What a claim writes on each job that it takes: a lease and a token of its own. */
export const takeLease = ({ leaseMs, workerName, updatedAt }: Args) => sql`
  processing = true,
  leased_by = ${workerName},
  lease_token = gen_random_uuid()::text,
  lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond',
  updated_at = ${updatedAt}`
