import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
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

const instanceShape = z.object({ id: z.string().regex(/^[0-9a-f]{12}$/), checkout: z.string() })

/** Root's Postgres runs as another user, who may not enter most checkouts: its files live here. */
export const systemDir = '/var/lib/postyard'

/**
 * Finds and makes the data folder: `configured` (DATA_DIR), else `.data` in the checkout. For root
 * (`uid` 0) and without DATA_DIR the files of Postgres lie below /var/lib/postyard.
 * Throws `NOT_PERMITTED` or `DISK_FULL`.
 */
export function makeDataDir({ root, configured, uid }: Args): DataDir {
  const path = configured ? resolve(root, configured) : join(root, '.data')
  try {
    mkdirSync(path, { recursive: true })
    if (configured || uid !== 0) return { path, postgres: path }
    return { path, postgres: join(systemDir, readInstance({ path, root }).id) }
  } catch (error) {
    throw explainFileError({ error, path }) ?? error
  }
}

/**
 * Which installation this is. A copied checkout becomes one of its own; a moved one stays the same.
 */
function readInstance({ path, root }: { path: string; root: string }) {
  const file = join(path, 'instance.json')
  const checkout = realpathSync(root)
  const fresh = () => ({ id: randomBytes(6).toString('hex'), checkout })
  const content = writeFileOnce({ path: file, content: JSON.stringify(fresh()) })
  const known = instanceShape.parse(JSON.parse(content))
  if (known.checkout === checkout) return known
  const isCopy = existsSync(join(known.checkout, '.data', 'instance.json'))
  const instance = isCopy ? fresh() : { id: known.id, checkout }
  writeFileSync(file, JSON.stringify(instance))
  return instance
}
