import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from '../findFreePort.ts'
import { isSetupError, setupError } from '../setupError.ts'
import { explainPostgres } from './explainPostgres.ts'
import { guardPostgres } from './guardPostgres.ts'
import { makeCluster, superuser } from './makeCluster.ts'
import { type PostgresTools, runAsPostgres } from './runAsPostgres.ts'
import { readPostmaster, stopLeftover, stopPostmaster } from './stopLeftover.ts'

export type StartPostgresArgs = {
  /** The folder of the cluster; made where it is not there. */
  dir: string
  tools: PostgresTools
  /** False for databases that are thrown away: quick, and lost when the machine stops. */
  isDurable: boolean
  /** A fixed port; without it any free one. */
  port?: number | undefined
  /** A folder that goes when Postgres goes, even after `kill -9` of this process. */
  removeAfter?: string
}

/** A Postgres that this process started. */
export type RunningPostgres = {
  pid: number
  port: number
  /** Address of the named database, with name and password of the superuser. */
  urlOf: (database: string) => string
  /** Resolves when Postgres has ended, wanted or not. */
  exited: Promise<void>
  /** Stops it, and waits until it has stopped. */
  stop: () => Promise<void>
}

const startTimeoutMs = 120_000

/** An eighth of the machine's memory, from Postgres' own 128 MB up to 1 GB: a tick then finds its pages there. */
const buffersMb = Math.round(Math.min(Math.max(totalmem() / 2 ** 20 / 8, 128), 1_024))

const settingsOf = (isDurable: boolean) =>
  isDurable
    ? ['max_connections=200', `shared_buffers=${buffersMb}MB`]
    : [
        'max_connections=400',
        'shared_buffers=256MB',
        'fsync=off',
        'synchronous_commit=off',
        'full_page_writes=off',
        'autovacuum_naptime=10min',
        'jit=off',
        'wal_level=minimal',
        'max_wal_senders=0',
        'max_wal_size=4GB',
      ]

/**
 * Starts Postgres on 127.0.0.1 and waits until it takes connections. A Postgres that a killed start
 * left in the same folder is stopped first. It ends with this process, however that ends.
 * Throws `PORT_IN_USE`, `DISK_FULL`, `NOT_PERMITTED`, `OTHER_POSTGRES_VERSION`, `POSTGRES_FAILED`.
 */
export async function startPostgres(args: StartPostgresArgs): Promise<RunningPostgres> {
  await stopLeftover(args.dir)
  const password = await makeCluster(args)
  for (let attempt = 1; ; attempt++) {
    const port = args.port ?? (await findFreePort())
    try {
      const { child, pid } = await launch({ ...args, port })
      const guard = guardPostgres({
        dir: args.dir,
        pid,
        ...(args.removeAfter ? { removeAfter: args.removeAfter } : {}),
      })
      return {
        pid,
        port,
        urlOf: (database) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`,
        exited: new Promise((resolve) => child.once('exit', () => resolve())),
        async stop() {
          await stopPostmaster({ pid, dir: args.dir })
          await guard.end()
        },
      }
    } catch (error) {
      // The free port went to somebody else in between; or the last backends of a Postgres that was
      // killed are still noticing it.
      const isWorthAnother =
        isSetupError(error) &&
        ((error.code === 'PORT_IN_USE' && args.port === undefined) ||
          /shared memory block|lock file .* already exists/i.test(String(error.cause)))
      if (!isWorthAnother || attempt === 10) throw error
      await sleep(300)
    }
  }
}

async function launch(args: StartPostgresArgs & { port: number }) {
  const { dir, tools, port } = args
  // A file, not a pipe: Postgres must not lose its voice, nor its life, when this process ends.
  const logFile = `${dir}.log`
  const log = openSync(logFile, 'w')
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    ...settingsOf(args.isDurable),
  ]
  const child = await runAsPostgres({
    tools,
    program: join(tools.binaries, 'bin', 'postgres'),
    args: ['-D', dir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    // Its own group: Ctrl-C must reach the workers first, and Postgres last, from us.
    options: { detached: true, stdio: ['ignore', log, log] },
  }).finally(() => closeSync(log))
  await waitUntilReady({ child, dir, port, logFile })
  child.unref()
  return { child, pid: child.pid! }
}

async function waitUntilReady(args: {
  child: ChildProcess
  dir: string
  port: number
  logFile: string
}) {
  const { child, dir, port, logFile } = args
  for (let waitedMs = 0; waitedMs < startTimeoutMs; waitedMs += 20) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw explainPostgres({ output: readFileSync(logFile, 'utf8'), dir, port })
    }
    const postmaster = readPostmaster(dir)
    if (postmaster?.isReady && postmaster.pid === child.pid) return
    await sleep(20)
  }
  child.kill('SIGQUIT')
  throw setupError({
    code: 'POSTGRES_FAILED',
    message: `The database in ${dir} was not ready after ${startTimeoutMs / 1000} s; what it said is in ${logFile}.`,
  })
}
