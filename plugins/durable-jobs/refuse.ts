import type { JobsConfig } from 'payload'
import { DurableJobsError } from './errors.ts'

/** Payload's own job queue only writes past its hooks when these are off, and so only then can its writes be fenced. */
export const refuseUnsafeJobs = (jobs: JobsConfig | undefined): void => {
  if (jobs?.runHooks) {
    throw new DurableJobsError(
      'RUN_HOOKS',
      'jobs.runHooks sends job writes past the claim, so that a job can run twice. Remove it from your config.',
    )
  }
  if (jobs?.depth) {
    throw new DurableJobsError(
      'DEPTH',
      'jobs.depth above 0 sends job writes past the claim, so that a job can run twice. Remove it from your config.',
    )
  }
}

/** Throws `NOT_POSTGRES` where the adapter's name says that it is another database. */
export const refuseOtherDatabase = (name: string | undefined): void => {
  if (name === undefined || name === 'postgres') return
  throw new DurableJobsError(
    'NOT_POSTGRES',
    `needs Postgres through @payloadcms/db-postgres, but config.db is "${name}". Remove the plugin, or change the adapter.`,
  )
}
