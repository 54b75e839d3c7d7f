import type { PostgresAdapter, sql } from '@payloadcms/db-postgres'
import type { BaseDatabaseAdapter } from 'payload'

/** A statement, as drizzle's `sql` makes it. */
export type Statement = ReturnType<typeof sql>

/** Whatever can run a statement: a drizzle database, or one of its transactions. */
export type Executor = {
  execute: (statement: Statement) => PromiseLike<{ rows: Record<string, unknown>[] }>
}

/** Payload's database adapter, as `@payloadcms/db-postgres` makes it. */
export type Adapter = PostgresAdapter & BaseDatabaseAdapter

export type JobID = number | string

export type JobsTable = Adapter['tables'][string]

export const jobsSlug = 'payload-jobs'

/** The drizzle table of Payload's jobs collection. */
export const jobsTable = (adapter: Pick<Adapter, 'tables' | 'tableNameMap'>): JobsTable =>
  adapter.tables[adapter.tableNameMap.get('payload_jobs') ?? 'payload_jobs']!

/** The drizzle table of the jobs' log, one row for each run of a task. */
export const logTable = (adapter: Pick<Adapter, 'tables' | 'tableNameMap'>): JobsTable => {
  const jobs = adapter.tableNameMap.get('payload_jobs') ?? 'payload_jobs'
  return adapter.tables[`${jobs}_log`]!
}

/** The transaction of this id, while it is open. Its type comes from Payload's second copy of drizzle. */
export const transactionOf = (adapter: Adapter, id: string): Executor | undefined =>
  adapter.sessions[id]?.db as unknown as Executor | undefined

/** The transaction of a request where it has one, else the database that takes writes (not a read replica). */
export const writableFor = async (
  adapter: Adapter,
  req: { transactionID?: number | Promise<number | string> | string } | undefined,
): Promise<Executor> => {
  const { primaryDrizzle, drizzle } = adapter as Adapter & { primaryDrizzle?: Executor }
  return (
    transactionOf(adapter, String((await req?.transactionID) ?? '')) ?? primaryDrizzle ?? drizzle
  )
}
