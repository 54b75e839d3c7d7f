import config from '@payload-config'
import { getPayload, handleEndpoints } from 'payload'
import { startWorking } from '../../../src/server/startWorking.ts'
import { serveRequests } from '../../int/support/serveRequests.ts'

/**
 * A process of the application that answers the API from its start, and tells its parent where; told to work, it is a worker
 * as well. It ends when it is killed, or with its parent.
 */
const sanitized = await config
const payload = await getPayload({ config: sanitized })
const { api } = await serveRequests({
  answer: (request) => handleEndpoints({ config: sanitized, request }),
})
process.on('message', () => startWorking({ payload, drainMs: 1_000 }))
process.once('disconnect', () => process.exit(0))
process.send?.({ api })
