import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf, setupError } from './setupError.ts'

/** Whatever can ask the database a question: a client or a pool. */
export type Database = {
  query: (sql: string, values: unknown[]) => Promise<{ rowCount: number | null }>
}

/** The name of the newest migration in the checkout at `root`, or null where there is none. */
export function findNewestMigration(root: string): string | null {
  const folder = join(root, 'src', 'migrations')
  if (!existsSync(folder)) return null
  const names = readdirSync(folder).filter((file) => /^\d{8}_\d{6}.*\.ts$/.test(file))
  return names.sort().at(-1)?.replace(/\.ts$/, '') ?? null
}

/** Whether the migration `name` has been applied to the database. */
export async function isMigrated({ database, name }: { database: Database; name: string }) {
  try {
    const { rowCount } = await database.query(
      'select 1 from payload_migrations where name = $1 limit 1',
      [name],
    )
    return Boolean(rowCount)
  } catch (error) {
    // 42P01: there is no such table yet, so nothing has been applied.
    if (codeOf(error) === '42P01') return false
    throw error
  }
}

type WaitArgs = {
  database: Database
  name: string | null
  timeoutMs?: number
  pollMs?: number
  signal?: AbortSignal
}

/**
 * Waits until the migration `name` (the newest one) has been applied by somebody else; resolves at
 * once where it has, or where there is none. Throws `NOT_MIGRATED` after `timeoutMs`.
 */
export async function waitForMigrations(args: WaitArgs): Promise<void> {
  const { database, name, timeoutMs = 120_000, pollMs = 200, signal } = args
  if (name === null) return
  for (let waitedMs = 0; !(await isMigrated({ database, name })); waitedMs += pollMs) {
    if (waitedMs >= timeoutMs) {
      throw setupError({
        code: 'NOT_MIGRATED',
        message: `The database lacks the migration ${name}, and nobody applied it within ${timeoutMs / 1000} s: run "npm run migrate".`,
      })
    }
    await sleep(pollMs, undefined, { signal })
  }
}
