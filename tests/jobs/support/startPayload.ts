import { randomUUID } from 'node:crypto'
import { getPayload, type Payload } from 'payload'
import { jobsConfig } from './jobsConfig.ts'

type Args = Parameters<typeof jobsConfig>[0]

/** A Payload instance of its own, also beside others in the same process. Makes the schema unless told not to. */
export const startPayload = async (args: Args): Promise<Payload> => {
  // Payload else remembers the last schema of the process, and leaves a second database empty.
  process.env.PAYLOAD_FORCE_DRIZZLE_PUSH = 'true'
  return getPayload({ config: jobsConfig({ ...args, push: args.push ?? true }), key: randomUUID() })
}
