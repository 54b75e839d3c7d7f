import type { PayloadRequest, TaskConfig } from 'payload'
import { type ID, parseId } from '../model/database.ts'
import { withoutStatement } from '../tellFault.ts'

const inputSchema: TaskConfig['inputSchema'] = [
  { name: 'deliveries', type: 'json', required: true },
  { name: 'tenant', type: 'text', required: true },
]

type Input = { ids: ID[]; tenant: ID }

/** Reads a job's input; a job that carries no ids is a fault of whoever enqueued it, and ends at once. */
const readInput = (req: PayloadRequest, input: unknown): Input => {
  const { deliveries, tenant } = (input ?? {}) as Record<string, unknown>
  const ids = (Array.isArray(deliveries) ? deliveries : []).flatMap((id: unknown) => {
    const parsed = parseId(req.payload, id)
    return parsed === undefined ? [] : parsed
  })
  const owner = parseId(req.payload, tenant)
  if (ids.length === 0 || owner === undefined) {
    throw new Error('The job names no deliveries and tenant.')
  }
  return { ids, tenant: owner }
}

/**
 * A task that wakes deliveries of one tenant together. Doing it twice, late or never does no harm: the rows decide, and
 * wake again.
 */
export const wakeManyTaskRunner = (
  slug: string,
  run: (args: Input & { req: PayloadRequest; job: { id: number | string } }) => Promise<unknown>,
): TaskConfig => ({
  slug,
  inputSchema,
  retries: 2,
  handler: async ({ input, job, req }) => {
    await run({ req, job, ...readInput(req, input) }).catch((error) => {
      // Payload writes it on the job and into the log.
      throw withoutStatement(error)
    })
    return { output: {} }
  },
})
