import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, isMigrated } from '../newestMigration.ts'
import { codeOf } from '../setupError.ts'
import type { Trouble } from './health.ts'

type Args = {
  database: Database
  /** The newest migration, or null where there is none. */
  migration: string | null
  timeoutMs?: number
}

const unreachable = (why: string): Trouble[] => [
  { code: 'DATABASE_UNREACHABLE', message: `The database does not answer${why}.` },
]

/**
 * Makes a check that the database answers and has the newest migration. While one question is open no further one is
 * asked, so that a database that hangs does not use up the connections.
 */
export const checkDatabase = ({ database, migration, timeoutMs = 2_000 }: Args) => {
  let asking: Promise<Trouble[]> | undefined

  const ask = async (): Promise<Trouble[]> => {
    try {
      if (migration === null) await database.query('select 1', [])
      else if (!(await isMigrated({ database, name: migration }))) {
        const message = `The database lacks the migration ${migration}: run "npm run migrate".`
        return [{ code: 'NOT_MIGRATED', message }]
      }
      return []
    } catch (error) {
      const code = codeOf(error)
      return unreachable(code === '' ? '' : ` (${code})`)
    }
  }

  return async (): Promise<Trouble[]> => {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    const over = new AbortController()
    const late = sleep(timeoutMs, unreachable(` within ${timeoutMs / 1000} s`), {
      signal: over.signal,
    }).catch(() => [])
    try {
      return await Promise.race([asking, late])
    } finally {
      over.abort()
    }
  }
}
