import { join } from 'node:path'
import { buildEntries, entryPath } from './buildEntries.ts'
import { connectDatabase } from './connectDatabase.ts'
import { findNewestMigration, isMigrated } from './newestMigration.ts'
import { runProgram } from './runProgram.ts'
import { setupError } from './setupError.ts'

type Args = {
  root: string
  /** With DATABASE_URL and the secrets. */
  env: NodeJS.ProcessEnv
  url: string
  logDir: string
  signal?: AbortSignal
}

/**
 * Brings the database at `url` up to date; any number may do so at once. Gives back whether there
 * was something to do. Throws `WRONG_DATABASE_URL`, `MIGRATION_FAILED`.
 */
export async function migrateDatabase({ root, env, url, logDir, signal }: Args): Promise<boolean> {
  const name = findNewestMigration(root)
  const database = await connectDatabase({ url })
  try {
    if (name !== null && (await isMigrated({ database, name }))) return false
  } finally {
    await database.end()
  }
  await buildEntries({ root })
  const { code, output } = await runProgram({
    program: process.execPath,
    args: [entryPath({ root, name: 'migrate' })],
    cwd: root,
    env: { ...env, DATABASE_URL: url, NODE_ENV: 'production' },
    logFile: join(logDir, `migrate-${process.pid}.log`),
    ...(signal ? { signal } : {}),
  })
  signal?.throwIfAborted()
  if (code !== 0) {
    throw setupError({
      code: 'MIGRATION_FAILED',
      message: `${output.trim().split('\n').slice(-15).join('\n')}\nThe database could not be brought up to date; the migration that failed changed nothing. Was it made by another version of Postyard?`,
    })
  }
  return true
}
