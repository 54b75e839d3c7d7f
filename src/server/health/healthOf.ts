import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import type { Clock } from 'postyard'
import type { Metrics, Worker } from 'postyard/durable-jobs'
import { rootDir } from '../env.ts'
import { findNewestMigration } from '../newestMigration.ts'
import { checkDatabase } from './checkDatabase.ts'
import type { Health, Trouble, Warning } from './health.ts'

type Args = {
  payload: Payload
  metrics: Metrics
  /** Where this process works the queues. */
  worker?: Pick<Worker, 'stats'>
  /** Where it ticks. */
  clock?: Pick<Clock, 'failing'>
}

type Pool = {
  query: (query: object) => Promise<{ rowCount: number | null }>
}

/** For how long the database is waited for, ms. Then the connection is given up too. */
const queryTimeoutMs = 5_000

const workerTroubles = ({ stats }: Pick<Worker, 'stats'>): Trouble[] => {
  const { isStopping, isDatabaseLost } = stats()
  if (isStopping) return [{ code: 'STOPPING', message: 'It finishes what it holds, then it ends.' }]
  if (!isDatabaseLost) return []
  const message = 'The worker has lost the database, and tries until it is back.'
  return [{ code: 'DATABASE_UNREACHABLE', message }]
}

const tickWarnings = (failing: readonly string[]): Warning[] => {
  if (failing.length === 0) return []
  const message = `The last tick failed at ${failing.join(', ')}; the log says why. The next one does it too.`
  return [{ code: 'TICK_FAILING', message }]
}

/** How this process is: whether its database answers and is up to date, and whether its worker works. */
export const healthOf = ({ payload, metrics, worker, clock }: Args): Health => {
  const { pool } = payload.db as unknown as PostgresAdapter & { pool: Pool }
  const check = checkDatabase({
    database: {
      query: (text, values) =>
        (pool as Pool).query({ text, values, query_timeout: queryTimeoutMs }),
    },
    migration: findNewestMigration(rootDir),
  })
  return {
    troubles: async () => {
      const own = worker ? workerTroubles(worker) : []
      return own.length > 0 ? own : check()
    },
    warnings: () => tickWarnings(clock?.failing() ?? []),
    metrics: () => metrics.register.metrics(),
  }
}
