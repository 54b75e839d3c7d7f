import { type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setupError } from '../setupError.ts'
import type { PostgresUser } from './choosePostgresUser.ts'

/** Everything that is needed to start a program of Postgres: the folder of binaries and the user. */
export type PostgresTools = { binaries: string; user: PostgresUser | null }

type Args = {
  tools: PostgresTools
  program: string
  args: string[]
  options: SpawnOptions
}

/**
 * Starts a program of Postgres as the right user. A program that can't be started at all (a folder
 * on the way that the user may not enter) becomes `POSTGRES_NOT_EXECUTABLE`.
 */
export async function runAsPostgres({ tools, program, args, options }: Args) {
  const child = spawn(program, args, {
    // The folder that we stand in may be closed to the user.
    cwd: '/',
    ...options,
    ...(tools.user ?? {}),
    env: {
      NODE_ENV: process.env.NODE_ENV,
      PATH: process.env.PATH,
      TMPDIR: process.env.TMPDIR,
      SystemRoot: process.env.SystemRoot,
      LC_ALL: 'C',
      TZ: 'UTC',
    },
  })
  try {
    await once(child, 'spawn')
  } catch (error) {
    throw setupError({
      code: 'POSTGRES_NOT_EXECUTABLE',
      message: `Postgres (${program}) can't be executed by the user it runs as: give that user access to the folder, move the checkout, or set DATABASE_URL.`,
      cause: error,
    })
  }
  return child
}
