import type { Payload, TaskConfig } from 'payload'
import { leaseSignal } from 'postyard/durable-jobs'
import { type ID, parseId, poolOf } from '../../model/database.ts'
import { withoutStatement } from '../../tellFault.ts'
import { claimRendition, isGivenUp } from './claimRendition.ts'
import { failRendition } from './failRendition.ts'
import { leaseMs } from './keepAtWork.ts'
import { makeRendition } from './makeRendition.ts'

/** The slug of the task that makes a file at which somebody looks: a value of an enum in the database. */
export const wantedSlug = 'make-wanted'

type Args = {
  payload: Payload
  tenant: ID
  id: ID
  now: () => Date
  /** Aborts where the job is no longer this worker's to do. */
  jobSignal?: AbortSignal
}

/** Makes a file that a person waits to see, unless others are at it; done twice, late or never does no harm. */
const makeOneWanted = async (args: Args): Promise<void> => {
  const { payload, tenant, id } = args
  const now = args.now()
  const found = await claimRendition({ db: poolOf(payload), tenant, id, now, leaseMs })
  if (!found) return
  if ('claimed' in found) return makeRendition({ ...args, rendition: found.claimed })
  if (!isGivenUp(found.seen, now)) return
  const error = new Error('It stopped its worker.')
  await failRendition({ payload, now, rendition: found.seen, error })
}

export const makeWanted = (slug: string): TaskConfig => ({
  slug,
  inputSchema: [
    { name: 'rendition', type: 'text', required: true },
    { name: 'tenant', type: 'text', required: true },
  ],
  retries: 1,
  handler: async ({ input, job, req }) => {
    const { payload } = req
    const given = (input ?? {}) as Record<string, unknown>
    const [id, tenant] = [parseId(payload, given.rendition), parseId(payload, given.tenant)]
    if (id === undefined || tenant === undefined) {
      throw new Error('The job names no rendition and tenant.')
    }
    const jobSignal = leaseSignal({ req, job })
    await makeOneWanted({ payload, tenant, id, now: () => new Date(), jobSignal }).catch(
      (error) => {
        // Payload writes it on the job and into the log.
        throw withoutStatement(error)
      },
    )
    return { output: {} }
  },
})
