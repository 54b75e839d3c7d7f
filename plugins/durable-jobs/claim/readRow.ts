import { type Adapter, jobsSlug, jobsTable } from '../postgres.ts'
import type { Taken } from '../sql/claimFairly.ts'
import type { LeasedJob } from './readJobs.ts'

type Kind = 'date' | 'number' | 'plain'

/** The fields that Payload and this plugin give to a job, with what their columns hold. */
const known: Record<string, Kind> = {
  id: 'plain',
  input: 'plain',
  taskStatus: 'plain',
  completedAt: 'date',
  totalTried: 'number',
  hasError: 'plain',
  error: 'plain',
  taskSlug: 'plain',
  workflowSlug: 'plain',
  queue: 'plain',
  waitUntil: 'date',
  processing: 'plain',
  concurrencyKey: 'plain',
  meta: 'plain',
  leaseUntil: 'date',
  leaseToken: 'plain',
  leasedBy: 'plain',
  groupKey: 'plain',
  resourceKey: 'plain',
  urgent: 'plain',
  updatedAt: 'date',
  createdAt: 'date',
  log: 'plain',
}

const read: Record<Kind, (value: unknown) => unknown> = {
  date: (value) => new Date(value as string).toISOString(),
  number: Number,
  plain: (value) => value,
}

/** Whether a job is nothing but these fields: those of the application may be of any kind, and in other tables. */
export const hasKnownFieldsOnly = (adapter: Adapter): boolean =>
  adapter.payload.collections[jobsSlug]!.config.flattenedFields.every(({ name }) => name in known)

/** A job that has never run, from its row: as Payload reads it, and without asking for it again. */
export const readRow = (adapter: Adapter, { row }: Taken): LeasedJob => {
  const columns = jobsTable(adapter) as unknown as Record<string, { name: string } | undefined>
  const job: Record<string, unknown> = { log: [] }
  for (const [field, kind] of Object.entries(known)) {
    const column = columns[field]
    if (!column) continue
    const value = row[column.name]
    job[field] = value === null || value === undefined ? null : read[kind](value)
  }
  return job as unknown as LeasedJob
}
