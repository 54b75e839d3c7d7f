import '../endWithParent.ts'
import config from '@payload-config'
import { getPayload } from 'payload'
import { connectDatabase } from '../connectDatabase.ts'
import { readEnv, rootDir } from '../env.ts'
import { openHealthDoor } from '../health/openHealthDoor.ts'
import { listenForStop } from '../listenForStop.ts'
import { findNewestMigration, waitForMigrations } from '../newestMigration.ts'
import { runCommand } from '../runCommand.ts'
import { startWorking } from '../startWorking.ts'

/** A worker process: waits for the newest migration, then works until SIGTERM, and drains. */
await runCommand(async () => {
  const signal = listenForStop()
  const env = readEnv()
  const door = env.WORKER_PORT
    ? await openHealthDoor({
        host: env.HOST,
        port: env.WORKER_PORT,
        token: env.METRICS_TOKEN,
        onError: console.error,
      })
    : undefined
  const database = await connectDatabase({ url: env.DATABASE_URL })
  await waitForMigrations({ database, name: findNewestMigration(rootDir), signal }).finally(() =>
    database.end(),
  )
  const payload = await getPayload({ config })
  const work = await startWorking({ payload, drainMs: env.WORKER_DRAIN_SECONDS * 1000 })
  door?.show(work.health)
  payload.logger.info(`The worker ${process.pid} is at work.`)
  if (!signal.aborted) {
    // The timer keeps the process alive; a listener for signals alone does not.
    const alive = setInterval(() => {}, 60_000)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    clearInterval(alive)
  }
  await work.stop()
  await door?.close()
  payload.logger.info(`The worker ${process.pid} has finished.`)
  return 0
})
