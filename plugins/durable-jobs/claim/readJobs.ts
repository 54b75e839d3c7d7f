import type { Job, Sort } from 'payload'
import { dueOrder } from '../collection/dueOrder.ts'
import { type Adapter, type JobID, jobsSlug } from '../postgres.ts'

/** A job as it is read back. Which of its fields TypeScript knows else depends on the application's own jobs. */
export type LeasedJob = Job & {
  leaseToken: string
  concurrencyKey?: string | null
  groupKey?: string | null
  resourceKey?: string | null
  urgent?: boolean | null
  taskSlug?: string | null
  workflowSlug?: string | null
}

/** As jobs are taken where the application names no order: urgent ones first, and else as they fall due. */
export const byDueTime = (a: LeasedJob, b: LeasedJob): number => {
  const due = (job: Job) => Date.parse(job.waitUntil ?? job.createdAt)
  return (
    Number(b.urgent === true) - Number(a.urgent === true) ||
    due(a) - due(b) ||
    Date.parse(a.createdAt) - Date.parse(b.createdAt)
  )
}

type Args = {
  adapter: Adapter
  ids: JobID[]
  sort: Sort | undefined
  /** The transaction in which they were claimed, while it is open. */
  transactionID?: string
}

/** The claimed jobs in the very shape in which Payload's own `updateJobs` returns them, log included. */
export const readJobs = async ({
  adapter,
  ids,
  sort,
  transactionID,
}: Args): Promise<LeasedJob[]> => {
  const { docs } = await adapter.find<LeasedJob>({
    collection: jobsSlug,
    limit: 0,
    pagination: false,
    req: { transactionID },
    sort: sort === dueOrder ? undefined : sort,
    where: { id: { in: ids } },
  })
  return sort === dueOrder ? docs.sort(byDueTime) : docs
}
