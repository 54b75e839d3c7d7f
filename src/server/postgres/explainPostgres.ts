import { type SetupError, setupError } from '../setupError.ts'

type Args = { output: string; dir: string; port?: number }

/** Turns what Postgres or initdb said before they ended into one sentence that helps. */
export function explainPostgres({ output, dir, port }: Args): SetupError {
  const cause = new Error(output.trim())
  if (/No space left on device|Disk quota exceeded/i.test(output)) {
    return setupError({
      code: 'DISK_FULL',
      message: `The disk that holds the database (${dir}) is full: make room there, or set DATA_DIR to a folder on another disk.`,
      cause,
    })
  }
  if (/Address already in use|could not bind/i.test(output)) {
    return setupError({
      code: 'PORT_IN_USE',
      message: `The port ${port} for the database is in use by another program: stop that, or set POSTGRES_PORT to another one.`,
      cause,
    })
  }
  if (/Permission denied|Operation not permitted|has invalid permissions/i.test(output)) {
    return setupError({
      code: 'NOT_PERMITTED',
      message: `Postgres may not use its folder (${dir}): give the user it runs as the right to, or set DATA_DIR to a folder where it may.`,
      cause,
    })
  }
  if (/incompatible with server|was initialized by PostgreSQL version/i.test(output)) {
    return otherVersion({ dir, found: 'another version' })
  }
  const last = output.trim().split('\n').slice(-3).join(' | ')
  return setupError({
    code: 'POSTGRES_FAILED',
    message: `The database in ${dir} did not start. Postgres said: ${last || 'nothing'}`,
    cause,
  })
}

/** The data were made by another major version. */
export function otherVersion({ dir, found }: { dir: string; found: string }): SetupError {
  return setupError({
    code: 'OTHER_POSTGRES_VERSION',
    message: `The data in ${dir} belong to Postgres ${found}, and this Postyard brings Postgres 18: dump them with the old one and restore them here, or move that folder away to begin with an empty database.`,
  })
}
