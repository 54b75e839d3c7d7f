import { AsyncLocalStorage } from 'node:async_hooks'
import { type EventEmitter, once } from 'node:events'
import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'

/**
 * Where a process ends: before its n-th statement, or the first one of these words, reaches the database, or after that
 * has taken effect and before its answer is read. What lies between two statements, such as a call, is done in the one
 * case and not in the other.
 */
export type Cut = { at: number | RegExp; when: 'before' | 'after' }

/** What a run came to: how many statements it made, and whether it was cut off. */
export type CutRun = { statements: number; isCut: boolean }

type Query = (...args: unknown[]) => Promise<unknown>
type Client = {
  query: Query
  release: (error?: unknown) => void
  connection: { stream: EventEmitter & { destroyed: boolean; destroy: () => void } }
}
type Pool = { Client: { prototype: Client }; connect: () => Promise<Client>; query: Query }
type Run = { cut: Cut | undefined; statements: number; isDead: boolean }

const running = new AsyncLocalStorage<Run>()

const gone = () => new Error('Connection terminated unexpectedly')

const isAt = ({ cut, statements }: Run, [said]: unknown[]): boolean => {
  if (cut === undefined || typeof cut.at === 'number') return cut?.at === statements
  return cut.at.test(typeof said === 'string' ? said : ((said as { text?: string }).text ?? ''))
}

/** Lets the real statement run, if this process lives, and ends the process where it is told to. */
const runCut = async (
  client: Client,
  run: Run,
  query: Query,
  given: unknown[],
): Promise<unknown> => {
  const die = async () => {
    run.isDead = true
    const { stream } = client.connection
    // The server rolls back what this connection had begun, as it does for a process that was killed. Nobody else is to
    // get the connection from the pool, so its end is waited for.
    const closed = stream.destroyed ? undefined : once(stream, 'close')
    stream.destroy()
    await closed
    throw gone()
  }
  if (run.isDead) return die()
  run.statements += 1
  const isHere = isAt(run, given)
  if (isHere && run.cut?.when === 'before') return die()
  const result = await query.apply(client, given)
  return isHere ? die() : result
}

/**
 * Cuts a piece of work off at its n-th statement, as if its process were killed there: the connection is torn off, and no
 * statement of that work reaches the database any more. The statements of everybody else go through.
 *
 * `run` gives back how many statements were made; without a cut it counts them. `close` takes it all away again.
 */
export const cutStatements = (payload: Payload) => {
  const pool = (payload.db as unknown as PostgresAdapter).pool as unknown as Pool
  const { prototype } = pool.Client
  const original = { query: prototype.query, connect: pool.connect }
  // Whose a statement is, is known where its connection is asked for: what a connection calls back runs in the context in
  // which it was opened.
  const owners = new WeakMap<Client, Run | undefined>()
  prototype.query = function cutQuery(this: Client, ...given: unknown[]) {
    const run = owners.get(this)
    return run ? runCut(this, run, original.query, given) : original.query.apply(this, given)
  }
  pool.connect = async () => {
    const run = running.getStore()
    const client = await original.connect.call(pool)
    owners.set(client, run)
    return client
  }
  pool.query = async (...given) => {
    const client = await pool.connect()
    try {
      const result = await client.query(...given)
      client.release()
      return result
    } catch (error) {
      client.release(error)
      throw error
    }
  }
  return {
    run: (cut: Cut | undefined, work: () => Promise<unknown>): Promise<CutRun> => {
      const run: Run = { cut, statements: 0, isDead: false }
      return running.run(run, async () => {
        await work().catch((error: unknown) => {
          if (!run.isDead) throw error
        })
        return { statements: run.statements, isCut: run.isDead }
      })
    },
    close: () => {
      prototype.query = original.query
      for (const name of ['connect', 'query']) Reflect.deleteProperty(pool, name)
    },
  }
}

/** Every place at which work of so many statements can be cut off. */
export const cutsOf = (statements: number): { at: number; when: Cut['when'] }[] =>
  Array.from({ length: statements }, (_, index) =>
    (['before', 'after'] as const).map((when) => ({ at: index + 1, when })),
  ).flat()
