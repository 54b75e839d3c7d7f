import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { choosePostgresUser } from './choosePostgresUser.ts'
import { copyBinaries } from './copyBinaries.ts'
import { findBinaries } from './findBinaries.ts'
import type { PostgresTools } from './runAsPostgres.ts'

/**
 * The binaries of Postgres and the user to run them as, for a process of the user `uid`.
 * Throws `NO_POSTGRES`, `NO_POSTGRES_USER`, `NOT_PERMITTED`, `DISK_FULL`.
 */
export function findTools(uid: number | undefined): PostgresTools {
  const binaries = findBinaries()
  const user = choosePostgresUser(uid)
  if (!user) return { binaries, user }
  const manifest = JSON.parse(readFileSync(join(binaries, '..', 'package.json'), 'utf8'))
  const { version } = z.object({ version: z.string() }).parse(manifest)
  return { binaries: copyBinaries({ binaries, version }), user }
}
