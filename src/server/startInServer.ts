import config from '@payload-config'
import { getPayload } from 'payload'
import { connectDatabase } from './connectDatabase.ts'
import { readEnv, rootDir } from './env.ts'
import { makeKnown } from './health/health.ts'
import { findNewestMigration, waitForMigrations } from './newestMigration.ts'
import { startWorking } from './startWorking.ts'

/**
 * With WORKER_IN_SERVER the web server works the queues too. SIGTERM ends both: what the worker has
 * not finished by then goes on elsewhere, or after the next start.
 */
export async function startInServer(): Promise<void> {
  const env = readEnv()
  if (!env.WORKER_IN_SERVER) return
  const database = await connectDatabase({ url: env.DATABASE_URL })
  const name = findNewestMigration(rootDir)
  await waitForMigrations({ database, name }).finally(() => database.end())
  const payload = await getPayload({ config })
  const work = await startWorking({ payload, drainMs: env.WORKER_DRAIN_SECONDS * 1000 })
  makeKnown(work.health)
  process.once('SIGTERM', () => {
    work.stop().catch((err) => payload.logger.error({ err, msg: 'The worker did not end well.' }))
  })
}
