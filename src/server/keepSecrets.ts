import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf, setupError } from './setupError.ts'
import { writeFileOnce } from './writeFileOnce.ts'

const shape = z.object({ PAYLOAD_SECRET: z.string(), ENCRYPTION_KEYS: z.string() })

/** Secrets in the form of environment variables. */
export type Secrets = z.infer<typeof shape>

type Args = { dataDir: string; random?: (bytes: number) => Buffer }

/**
 * The secrets of this installation, for whoever sets none: made once, then kept in
 * `<dataDir>/secrets.json`, which only its owner may read. Throws `SECRETS_UNREADABLE`.
 */
export function keepSecrets({ dataDir, random = randomBytes }: Args): Secrets {
  const path = join(dataDir, 'secrets.json')
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') {
      throw setupError({
        code: 'SECRETS_UNREADABLE',
        message: `The secrets in ${path} can't be read: bring that file back from a backup, or set PAYLOAD_SECRET and ENCRYPTION_KEYS yourself. Credentials that were stored with them can't be decrypted without them.`,
        cause: error,
      })
    }
  }
  const secrets = {
    PAYLOAD_SECRET: random(32).toString('base64url'),
    ENCRYPTION_KEYS: `first:${random(32).toString('base64')}`,
  }
  return shape.parse(JSON.parse(writeFileOnce({ path, content: JSON.stringify(secrets, null, 2) })))
}
