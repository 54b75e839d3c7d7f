import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { superuser } from './makeCluster.ts'
import { isPostmasterOf, readPostmaster } from './stopLeftover.ts'

/** The address of the embedded database in `dir`, where one runs there (`npm start` has it up), or null. */
export function findRunning({ dir, database }: { dir: string; database: string }): string | null {
  const postmaster = readPostmaster(dir)
  const passwordFile = join(dir, 'postyard.password')
  if (!postmaster?.isReady || !existsSync(passwordFile)) return null
  if (!isPostmasterOf({ pid: postmaster.pid, dir })) return null
  const password = readFileSync(passwordFile, 'utf8')
  return `postgres://${superuser}:${password}@127.0.0.1:${postmaster.port}/${database}`
}
