import config from '@payload-config'
import { getPayload } from 'payload'
import { queues } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'

/** A worker in a process of its own that makes pictures and videos, and nothing else. */
const payload = await getPayload({ config })
await startWorker({ payload, queues: { 'media-processing': queues['media-processing'] } })
process.once('disconnect', () => process.exit(0))
process.send?.('ready')
setInterval(() => {}, 60_000)
