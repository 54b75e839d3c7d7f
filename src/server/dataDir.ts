import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { explainFileError } from './explainFileError.ts'
import { writeFileOnce } from './writeFileOnce.ts'

/** Where this installation keeps what must outlive a start. */
export type DataDir = {
  /** Secrets, logs, media, the sandbox's memory. */
  path: string
  /** The parent folder of the embedded Postgres' files. */
  postgres: string
}

type Args = { root: string; configured?: string | undefined; uid: number | undefined }

const instanceShape = z.object({
  id: z.string().regex(/^[0-9a-f]{12}$/),
  /** The data folder that it was written for. */
  dir: z.string(),
  /** Whether the files of Postgres lie in the data folder or in the system's. */
  postgres: z.enum(['here', 'system']),
})

/** Root's Postgres runs as another user, who may not enter most checkouts: its files live here. */
export const systemDir = '/var/lib/postyard'

/**
 * Finds and makes the data folder: `configured` (DATA_DIR), else `.data` in the checkout. For root
 * (`uid` 0) the files of Postgres lie below /var/lib/postyard, unless DATA_DIR names a folder that
 * everybody may enter. Throws `NOT_PERMITTED` or `DISK_FULL`.
 */
export function makeDataDir({ root, configured, uid }: Args): DataDir {
  const path = configured ? resolve(root, configured) : join(root, '.data')
  try {
    mkdirSync(path, { recursive: true })
    if (uid !== 0) return { path, postgres: path }
    const place = configured && isOpen(path) ? 'here' : 'system'
    const { id, postgres } = readInstance({ path: realpathSync(path), place })
    return { path, postgres: postgres === 'here' ? path : join(systemDir, id) }
  } catch (error) {
    throw explainFileError({ error, path }) ?? error
  }
}

/** Whether everybody may enter `path`, and so also the user postgres. */
function isOpen(path: string): boolean {
  const isOpenHere = (statSync(path).mode & 0o001) !== 0
  return isOpenHere && (dirname(path) === path || isOpen(dirname(path)))
}

/**
 * Which installation this is, decided once: rights that change later must not make it look for its
 * data elsewhere. A copied data folder becomes an installation of its own; a moved one stays the same.
 */
function readInstance({ path, place }: { path: string; place: 'here' | 'system' }) {
  const file = join(path, 'instance.json')
  const make = (id: string) => ({ id, dir: path, postgres: place })
  const newId = () => randomBytes(6).toString('hex')
  const content = writeFileOnce({ path: file, content: JSON.stringify(make(newId())) })
  const known = instanceShape.parse(JSON.parse(content))
  if (known.dir === path) return known
  const isCopy = existsSync(join(known.dir, 'instance.json'))
  const instance = { ...known, dir: path, id: isCopy ? newId() : known.id }
  writeFileSync(file, JSON.stringify(instance))
  return instance
}
