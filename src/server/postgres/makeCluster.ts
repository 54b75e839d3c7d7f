import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { explainFileError } from '../explainFileError.ts'
import { explainPostgres, otherVersion } from './explainPostgres.ts'
import { postgresMajor } from './findBinaries.ts'
import { type PostgresTools, runAsPostgres } from './runAsPostgres.ts'

type Args = { dir: string; tools: PostgresTools; isDurable: boolean }

/** The name of the owner of everything in the embedded Postgres. */
export const superuser = 'postyard'

/**
 * Makes the files of a Postgres in `dir`, unless they are there, and gives back the password of its
 * superuser. A start that was killed while it made them leaves nothing behind that counts.
 * Throws `OTHER_POSTGRES_VERSION`, `DISK_FULL`, `NOT_PERMITTED`, `POSTGRES_FAILED`.
 */
export async function makeCluster({ dir, tools, isDurable }: Args): Promise<string> {
  const versionFile = join(dir, 'PG_VERSION')
  try {
    if (existsSync(versionFile)) {
      const found = readFileSync(versionFile, 'utf8').trim()
      if (found !== String(postgresMajor)) throw otherVersion({ dir, found })
      return readFileSync(join(dir, 'postyard.password'), 'utf8')
    }
    const parent = dirname(dir)
    mkdirSync(parent, { recursive: true, mode: 0o755 })
    const half = `${dir}.new`
    rmSync(half, { recursive: true, force: true })
    mkdirSync(half, { mode: 0o700 })
    if (tools.user) chownSync(half, tools.user.uid, tools.user.gid)
    const password = randomBytes(24).toString('base64url')
    await runInitdb({ dir: half, password, tools, isDurable })
    writeFileSync(join(half, 'postyard.password'), password, { mode: 0o600 })
    renameSync(half, dir)
    return password
  } catch (error) {
    throw explainFileError({ error, path: dir }) ?? error
  }
}

async function runInitdb(args: Args & { password: string }): Promise<void> {
  const { dir, password, tools, isDurable } = args
  const passwordFile = `${dir}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (tools.user) chownSync(passwordFile, tools.user.uid, tools.user.gid)
  try {
    const child = await runAsPostgres({
      tools,
      program: join(tools.binaries, 'bin', 'initdb'),
      args: [
        `--pgdata=${dir}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same order of texts on every machine, whatever locales it has.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(isDurable ? [] : ['--no-sync']),
      ],
      options: { stdio: ['ignore', 'pipe', 'pipe'] },
    })
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
    const [output, errors] = await Promise.all([text(child.stdout!), text(child.stderr!)])
    if ((await closed) !== 0) throw explainPostgres({ output: output + errors, dir })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}
