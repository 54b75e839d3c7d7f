import type { Payload } from 'payload'
import type { Adapter } from '../postgres.ts'

type Pool = Adapter['pool']

type Args = { pool: Pool; logger: Payload['logger'] }

const watched = new WeakSet<Pool>()

/** How long a dead connection may stay checked out before its place in the pool is taken back. */
const graceMs = 5_000

/**
 * Keeps a lost connection from ending the process: an `error` event that nobody listens to does.
 *
 * Also takes back the place of a connection that died between its check-out and `begin`: drizzle never releases that
 * one, and after as many of them as the pool is large, the application would wait for ever.
 */
export const watchPool = ({ pool, logger }: Args): void => {
  if (watched.has(pool)) return
  watched.add(pool)
  pool.on('error', () => {
    // Said by the connection's own listener below, which every connection has.
  })
  pool.on('connect', (client) => {
    client.once('error', (error: Error & { code?: string }) => {
      // Only the code: the error object carries the connection's settings.
      logger.warn(
        `durable-jobs: a connection to Postgres was lost (${error.code ?? error.message})`,
      )
      const { release } = client
      const timer = setTimeout(() => {
        try {
          release?.(error)
        } catch {
          // It was released in the meantime, as it should be.
        }
      }, graceMs)
      timer.unref()
    })
    client.on('error', () => {
      // A dying connection may say so several times; once is logged above.
    })
  })
}
