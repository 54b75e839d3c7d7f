import type { OwnConnection } from '../adapter/ownConnection.ts'
import { type LeasedJob, readJobs } from '../claim/readJobs.ts'
import { groupCalls } from '../group/groupCalls.ts'
import type { Adapter, JobID } from '../postgres.ts'

type Args = { adapter: Adapter; own: OwnConnection }

/** Reads jobs back as Payload reads them, many with one question. Undefined where a job is gone. */
export const groupReads = ({ adapter, own }: Args) =>
  groupCalls<JobID, LeasedJob | undefined>({
    most: 500,
    run: async (asked) => {
      const ids = [...new Set(asked)]
      const jobs = await readJobs({ adapter, ids, sort: undefined, transactionID: own.readerID() })
      const found = new Map(jobs.map((job) => [String(job.id), job]))
      // Each gets its own: Payload's runner changes what it is given.
      return asked.map((id) => {
        const job = found.get(String(id))
        return job && structuredClone(job)
      })
    },
  })
