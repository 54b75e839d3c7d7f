import type { AsyncLocalStorage } from 'node:async_hooks'
import type { Payload } from 'payload'
import type { AfterCommit } from './adapter/commitLoudly.ts'
import type { OwnConnection } from './adapter/ownConnection.ts'
import type { LeasedJob } from './claim/readJobs.ts'
import { DurableJobsError } from './errors.ts'
import type { Leases } from './lease/leases.ts'
import type { RunScope } from './lease/scope.ts'
import type { Options } from './options.ts'
import type { Adapter, JobID } from './postgres.ts'
import type { WriteInGroup } from './write/groupWrites.ts'

/** What the parts of the plugin share, one for each Payload instance. */
export type Runtime = {
  adapter: Adapter
  afterCommit: AfterCommit
  /** The name under which workers listen. Apart for each schema of a database. */
  channel: string
  leases: Leases
  options: Options
  own: OwnConnection
  /** `payload.jobs.run` as Payload has it, without a scope. */
  run: Payload['jobs']['run']
  scopes: AsyncLocalStorage<RunScope>
  /** Where jobs belong that were claimed outside of any scope, by a caller of Payload's inner functions. */
  unscoped: RunScope
  /** Reads a job back that this process holds, together with others. */
  read: (id: JobID) => Promise<LeasedJob | undefined>
  /** Writes a log or the end of a held job, together with those of others. */
  write: WriteInGroup
}

/** On the adapter and not in a module: a bundler may load this module twice in one process. */
const key = Symbol.for('durable-jobs.runtime')

type Holder = { [key]?: Runtime }

export const setRuntime = (adapter: Adapter, runtime: Runtime): void => {
  ;(adapter as Holder)[key] = runtime
}

/** Throws `NOT_INSTALLED` where the plugin is not in the config, is disabled, or stepped aside. */
export const getRuntime = (payload: Payload): Runtime => {
  const runtime = (payload.db as Holder)[key]
  if (runtime) return runtime
  throw new DurableJobsError(
    'NOT_INSTALLED',
    'is not at work in this Payload. Add durableJobs() to `plugins` and at least one task to `jobs.tasks`.',
  )
}
