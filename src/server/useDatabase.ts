import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDatabase } from './createDatabase.ts'
import { readHolder, tryLock } from './lockFile.mjs'
import { findRunning } from './postgres/findRunning.ts'
import { findTools } from './postgres/findTools.ts'
import { startPostgres } from './postgres/startPostgres.ts'
import type { Prepared } from './prepare.ts'

/** The database that a command works with. `embedded` where this process started it itself. */
export type UsedDatabase = {
  url: string
  embedded?: { port: number; dir: string; exited: Promise<void> }
  stop: () => Promise<void>
}

type Args = Pick<Prepared, 'dataDir' | 'settings'>

const name = 'postyard'

/** The lock that a running `npm start` holds. */
export const startLock = ({ dataDir }: Pick<Prepared, 'dataDir'>) =>
  join(dataDir.path, 'start.lock')

const clusterDir = ({ dataDir }: Pick<Prepared, 'dataDir'>) => join(dataDir.postgres, 'postgres')

/**
 * The database of DATABASE_URL, or the embedded one that a running `npm start` has up, or else the
 * embedded one, started for this command. Throws what `startPostgres` throws.
 */
export async function openDatabase(args: Args): Promise<UsedDatabase> {
  for (;;) {
    const url = joinDatabase(args)
    if (url) return { url, stop: async () => {} }
    const lock = tryLock(`${clusterDir(args)}.lock`)
    if ('release' in lock) return startLocked(args, lock.release)
    await sleep(100)
  }
}

/**
 * The database of DATABASE_URL, or what stands in for it: the embedded one of a running `npm start`.
 * Null where there is neither.
 */
export function joinDatabase(args: Args): string | null {
  if (args.settings.DATABASE_URL) return args.settings.DATABASE_URL
  // One that another command started for itself may stop at any moment.
  if (!readHolder(startLock(args))) return null
  return findRunning({ dir: clusterDir(args), database: name })
}

/** As `openDatabase`, for `npm start` itself: never joins, waits for a command that has it up. */
export async function startDatabase(args: Args): Promise<UsedDatabase> {
  if (args.settings.DATABASE_URL) return { url: args.settings.DATABASE_URL, stop: async () => {} }
  for (;;) {
    const lock = tryLock(`${clusterDir(args)}.lock`)
    if ('release' in lock) return startLocked(args, lock.release)
    await sleep(100)
  }
}

async function startLocked(args: Args, release: () => void): Promise<UsedDatabase> {
  const dir = clusterDir(args)
  try {
    const postgres = await startPostgres({
      dir,
      tools: findTools(process.getuid?.()),
      isDurable: true,
      port: args.settings.POSTGRES_PORT,
    })
    await createDatabase({ adminUrl: postgres.urlOf('postgres'), name })
    const { port, exited } = postgres
    return {
      url: postgres.urlOf(name),
      embedded: { port, dir, exited },
      async stop() {
        await postgres.stop()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}
