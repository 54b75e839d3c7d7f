import type { PayloadRequest, TaskConfig } from 'payload'
import { type ID, parseId } from '../model/database.ts'
import { withoutStatement } from '../tellFault.ts'

/** What a job carries: ids only. */
export type WakeInput = { delivery: ID; tenant: ID }

const inputSchema: TaskConfig['inputSchema'] = [
  { name: 'delivery', type: 'text', required: true },
  { name: 'tenant', type: 'text', required: true },
]

/** Reads a job's input; a job that carries no ids is a fault of whoever enqueued it, and ends at once. */
const readInput = (req: PayloadRequest, input: unknown): WakeInput => {
  const { delivery, tenant } = (input ?? {}) as Record<string, unknown>
  const ids = { delivery: parseId(req.payload, delivery), tenant: parseId(req.payload, tenant) }
  if (ids.delivery === undefined || ids.tenant === undefined) {
    throw new Error('The job names no delivery and tenant.')
  }
  return { delivery: ids.delivery, tenant: ids.tenant }
}

/** A task that wakes one delivery. Doing it twice, late or never does no harm: the row decides, and wakes again. */
export const wakeTaskRunner = (
  slug: string,
  run: (args: {
    req: PayloadRequest
    job: { id: number | string }
    id: ID
    tenant: ID
  }) => Promise<unknown>,
): TaskConfig => ({
  slug,
  inputSchema,
  retries: 2,
  handler: async ({ input, job, req }) => {
    const { delivery, tenant } = readInput(req, input)
    await run({ req, job, id: delivery, tenant }).catch((error) => {
      // Payload writes it on the job and into the log.
      throw withoutStatement(error)
    })
    return { output: {} }
  },
})
