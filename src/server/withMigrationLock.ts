import { connectDatabase } from './connectDatabase.ts'

type Args = { url: string; onWait?: () => void }

/** Any number, as long as nobody else in the same database uses it. */
const lockKey = 7_693_217_041

/**
 * Runs `work` while no other process does the same on the database at `url`. Postgres holds the
 * lock for the connection: a process that dies gives it back by dying.
 */
export async function withMigrationLock<T>({ url, onWait }: Args, work: () => Promise<T>) {
  const client = await connectDatabase({ url })
  try {
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock($1) as taken',
      [lockKey],
    )
    if (!rows[0]?.taken) {
      onWait?.()
      await client.query('select pg_advisory_lock($1)', [lockKey])
    }
    return await work()
  } finally {
    await client.end()
  }
}
