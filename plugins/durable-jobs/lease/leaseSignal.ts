import type { PayloadRequest } from 'payload'
import { getRuntime } from '../runtime.ts'

type Args = { req: Pick<PayloadRequest, 'payload'>; job: { id: number | string } }

/**
 * For a task's handler: a signal that aborts when the job is no longer this process's to do, because its lease was
 * lost, it was cancelled, or the worker has to stop. What the handler would still write to the job is refused anyway;
 * the signal lets it spare its effects on the outside.
 */
export const leaseSignal = ({ req, job }: Args): AbortSignal => {
  const { scopes, unscoped } = getRuntime(req.payload)
  const id = String(job.id)
  const lease = scopes.getStore()?.leases.get(id) ?? unscoped.leases.get(id)
  return (
    lease?.lost.signal ?? AbortSignal.abort(new Error(`durable-jobs: job ${id} is not held here`))
  )
}
