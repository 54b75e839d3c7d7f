import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findTools } from '../postgres/findTools.ts'
import { runAsPostgres } from '../postgres/runAsPostgres.ts'
import { readPostmaster, stopPostmaster } from '../postgres/stopLeftover.ts'
import { setupError } from '../setupError.ts'
import type { RestartMode } from './planEvents.ts'

type Args = {
  /** The cluster of a Postgres that this process started. */
  dir: string
  /** `immediate`: all its processes end at once, and it recovers from its log when it comes back. */
  mode: RestartMode
}

/** Restarts Postgres with its own settings, on its own port, and waits until it takes connections again. */
export async function restartPostgres({ dir, mode }: Args): Promise<void> {
  const tools = findTools(process.getuid?.())
  const logFile = `${dir}.restart.log`
  const log = openSync(logFile, 'a')
  const child = await runAsPostgres({
    tools,
    program: join(tools.binaries, 'bin', 'pg_ctl'),
    args: ['restart', '-D', dir, '-m', mode, '-w', '-t', '60', '-s'],
    options: { stdio: ['ignore', log, log] },
  }).finally(() => closeSync(log))
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code === 0) return
  throw setupError({
    code: 'POSTGRES_FAILED',
    message: `${readFileSync(logFile, 'utf8').trim()}\nPostgres did not come back after a restart.`,
  })
}

/** Stops the Postgres that stands in `dir` now: after a restart it is another process than the one that was started. */
export async function stopRestarted(dir: string): Promise<void> {
  const postmaster = readPostmaster(dir)
  if (postmaster) await stopPostmaster({ pid: postmaster.pid, dir })
}
