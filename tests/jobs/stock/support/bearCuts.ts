import type { Payload } from 'payload'

type Emitter = { on: (event: string, listener: (client: Emitter) => void) => void }

/**
 * Stock Payload ends the process when a connection is cut, as closing a test's database does; also one that it lost in a
 * write that failed.
 */
export const bearCuts = (payload: Payload): void => {
  const { pool } = payload.db as unknown as { pool: Emitter }
  const known = new WeakSet<Emitter>()
  pool.on('error', () => {})
  pool.on('acquire', (client) => {
    if (!known.has(client)) client.on('error', () => {})
    known.add(client)
  })
}
