import type { PayloadRequest, TaskConfig } from 'payload'
import { type ID, parseId } from './model/database.ts'
import { withoutStatement } from './tellFault.ts'

/** A task about a tenant as a whole; its job carries the tenant's id and nothing else. */
export const tenantTask = (
  slug: string,
  run: (args: { req: PayloadRequest; tenant: ID }) => Promise<unknown>,
): TaskConfig => ({
  slug,
  inputSchema: [{ name: 'tenant', type: 'text', required: true }],
  retries: 1,
  handler: async ({ input, req }) => {
    const tenant = parseId(req.payload, (input as { tenant?: unknown } | undefined)?.tenant)
    if (tenant === undefined) throw new Error('The job names no tenant.')
    await run({ req, tenant }).catch((error) => {
      // Payload writes it on the job and into the log.
      throw withoutStatement(error)
    })
    return { output: {} }
  },
})
