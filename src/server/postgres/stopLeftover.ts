import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf, setupError } from '../setupError.ts'

/** What a running Postgres wrote about itself. `isReady` once it takes connections. */
export type Postmaster = { pid: number; port: number; isReady: boolean }

/** Reads `postmaster.pid` of the cluster in `dir`; null where there is none, or only half of it. */
export function readPostmaster(dir: string): Postmaster | null {
  try {
    const lines = readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!Number.isInteger(pid) || pid <= 0) return null
    return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

/** Whether the process `pid` is the Postgres of the cluster in `dir`, and not one with a reused id. */
export function isPostmasterOf({ pid, dir }: { pid: number; dir: string }): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false
  }
  if (existsSync('/proc/self/cmdline')) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(dir)
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return false
      throw error
    }
  }
  const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return command.includes(dir)
}

/**
 * Stops the Postgres that a killed start left behind in `dir`, and removes what it left of its
 * lock, also where its process id meanwhile belongs to another program.
 * Throws `POSTGRES_WILL_NOT_STOP`.
 */
export async function stopLeftover(dir: string): Promise<void> {
  const leftover = readPostmaster(dir)
  if (leftover && isPostmasterOf({ pid: leftover.pid, dir }))
    await stopPostmaster({ pid: leftover.pid, dir })
  rmSync(join(dir, 'postmaster.pid'), { force: true })
}

/** Stops a Postgres: at first politely, after 10 s without asking its clients' leave. */
export async function stopPostmaster({ pid, dir }: { pid: number; dir: string }): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    kill(pid, signal)
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 20) {
      if (!isPostmasterOf({ pid, dir })) return
      await sleep(20)
    }
  }
  throw setupError({
    code: 'POSTGRES_WILL_NOT_STOP',
    message: `A Postgres of an earlier start (process ${pid}) does not stop: end it yourself (kill ${pid}), then try again.`,
  })
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}
