import { sql } from '@payloadcms/db-postgres'
import { buildQuery } from '@payloadcms/drizzle'
import type { Sort, Where } from 'payload'
import { type Adapter, jobsSlug, jobsTable, type Statement } from '../postgres.ts'

type Args = { adapter: Adapter; where: Where; sort?: Sort }

type Query = { where: Statement; orderBy: Statement }

/** Payload builds SQL with its own copy of drizzle: another type to TypeScript, and the same thing to both. */
const toStatement = (built: unknown): Statement => built as Statement

/** A condition on the jobs collection, and an order, as Payload itself turns them into SQL. */
export const buildJobsQuery = ({ adapter, where, sort }: Args): Query => {
  const jobs = jobsTable(adapter)
  const built = buildQuery({
    adapter: adapter as unknown as Parameters<typeof buildQuery>[0]['adapter'],
    fields: adapter.payload.collections[jobsSlug]!.config.flattenedFields,
    // A copy: Payload appends to it.
    sort: Array.isArray(sort) ? [...sort] : sort,
    tableName: adapter.tableNameMap.get('payload_jobs') ?? '',
    where,
  })
  const condition = toStatement(built.where ?? sql`true`)
  const order = built.orderBy.map(({ column, order }) => toStatement(order(column)))
  const orderBy = order.length > 0 ? sql.join(order, sql`, `) : sql`${jobs.createdAt}`
  if (built.joins.length === 0) return { where: condition, orderBy }

  // A condition on the job's log, say. Rows of a join cannot be locked, so the join only names the jobs.
  let named = adapter.drizzle.select({ id: jobs.id! }).from(jobs).$dynamic()
  for (const { table, condition: on } of built.joins) {
    named = named.leftJoin(table as typeof jobs, toStatement(on)) as typeof named
  }
  return { where: sql`${jobs.id} in ${named.where(condition)}`, orderBy }
}
