import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemDir } from '../dataDir.ts'
import { explainFileError } from '../explainFileError.ts'
import { readHolder, readStartOf } from '../lockFile.mjs'
import { findTools } from './findTools.ts'
import { type RunningPostgres, startPostgres } from './startPostgres.ts'
import { stopLeftover } from './stopLeftover.ts'

const prefix = 'postyard-postgres-'

/**
 * A Postgres for tests, demos and benchmarks: in a temporary folder, gone with this process however
 * that ends; without any care for a crash of the machine, unless `isDurable` asks for what a real
 * installation has. Leftovers of earlier ones, where even their guard was killed, are swept away
 * first.
 */
export async function startThrowAway(
  uid = process.getuid?.(),
  isDurable = false,
): Promise<RunningPostgres> {
  const tools = findTools(uid)
  const parent = uid === 0 ? makeSystemTemp() : tmpdir()
  await sweep(parent)
  try {
    const folder = mkdtempSync(join(parent, prefix))
    // mkdtemp closes the folder to everyone else, also to the user postgres.
    if (tools.user) chmodSync(folder, 0o711)
    const owner = { pid: process.pid, started: readStartOf(process.pid) }
    writeFileSync(join(folder, 'owner'), JSON.stringify(owner))
    const dir = join(folder, 'data')
    const postgres = await startPostgres({ dir, tools, isDurable, removeAfter: folder })
    return {
      ...postgres,
      async stop() {
        await postgres.stop()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    throw explainFileError({ error, path: parent }) ?? error
  }
}

/** Root's own TMPDIR may be closed to the user postgres. */
function makeSystemTemp(): string {
  const path = join(systemDir, 'temporary')
  mkdirSync(path, { recursive: true, mode: 0o755 })
  return path
}

async function sweep(parent: string): Promise<void> {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(parent, name)
    if (readHolder(join(folder, 'owner')) || !isOurs(folder)) continue
    await stopLeftover(join(folder, 'data'))
    rmSync(folder, { recursive: true, force: true })
  }
}

function isOurs(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.R_OK)
    return true
  } catch {
    return false
  }
}
