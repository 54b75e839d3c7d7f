import { execFileSync } from 'node:child_process'
import { codeOf, setupError } from '../setupError.ts'

/** The user that Postgres runs as. */
export type PostgresUser = { uid: number; gid: number }

/**
 * Postgres refuses to run as root. So for root (`uid` 0) this is the user `postgres`, who is made
 * where there is none yet; for anybody else it is null: they run it themselves.
 * Throws `NO_POSTGRES_USER`.
 */
export function choosePostgresUser(uid: number | undefined): PostgresUser | null {
  if (uid !== 0) return null
  const known = readUser()
  if (known) return known
  const failures: unknown[] = []
  // The first is for most systems, the second for Alpine.
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', 'postgres']],
    ['adduser', ['-S', '-D', '-H', 'postgres']],
  ]
  for (const [command, args] of ways) {
    try {
      execFileSync(command, args, { stdio: 'pipe' })
    } catch (error) {
      failures.push(error)
    }
    const made = readUser()
    if (made) return made
  }
  throw setupError({
    code: 'NO_POSTGRES_USER',
    message:
      'Postgres does not run as root, and a user "postgres" could not be made: make one (useradd --system postgres), start Postyard as an ordinary user, or set DATABASE_URL.',
    cause: new AggregateError(failures),
  })
}

function readUser(): PostgresUser | null {
  try {
    const read = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }))
    return { uid: read('-u'), gid: read('-g') }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw error
    return null
  }
}
