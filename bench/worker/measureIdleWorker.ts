import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { entryPath } from '../../src/server/buildEntries.ts'
import { rootDir } from '../../src/server/env.ts'
import { spawnLogged } from '../../src/server/spawnLogged.ts'
import { workerFlags } from '../../src/server/startPrograms.ts'
import { endChild } from '../../src/server/superviseChild.ts'
import { invalid } from '../support/invalid.ts'
import type { BenchHouse } from '../support/prepareHouse.ts'

type Args = { house: BenchHouse; url: string; run: number; seconds: number; signal: AbortSignal }

export type Idle = {
  /** What it holds in memory, in MB of 1,000,000 bytes, at the end. */
  mb: number
  /** How much of one core it used. */
  cpuPercent: number
}

const startTimeoutMs = 60_000
/** After it says that it is at work: its first tick, and what Node tidies up after a start. */
const settleMs = 5_000
/** Linux counts processor time in hundredths of a second. */
const ticksPerSecond = 100

/** Processor time of the process so far, in seconds. Source: proc_pid_stat(5), fields 14 and 15. */
const readCpuSeconds = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** Resident memory of the process, in MB. */
const readMb = (pid: number): number => {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!
  return (Number(kib) * 1024) / 1_000_000
}

/** Starts a worker on a database where nothing is due, and watches it. Needs Linux, which tells all of it in /proc. */
export const measureIdleWorker = async (args: Args): Promise<Idle> => {
  const { house, url, run, seconds, signal } = args
  const logFile = join(house.folder, `worker-${run}.log`)
  const child = spawnLogged(
    {
      program: process.execPath,
      args: [...workerFlags, entryPath({ root: rootDir, name: 'worker' })],
      cwd: rootDir,
      env: { ...house.envOf(url), LOG_LEVEL: 'info' },
      logFile,
    },
    'w',
  )
  const pid = child.pid!
  try {
    const until = Date.now() + startTimeoutMs
    while (!readFileSync(logFile, 'utf8').includes('is at work')) {
      if (Date.now() > until || child.exitCode !== null) throw invalid('the worker did not start.')
      await sleep(100, undefined, { signal })
    }
    await sleep(settleMs, undefined, { signal })
    const before = readCpuSeconds(pid)
    const began = performance.now()
    await sleep(seconds * 1000, undefined, { signal })
    const used = readCpuSeconds(pid) - before
    return { mb: readMb(pid), cpuPercent: (100_000 * used) / (performance.now() - began) }
  } finally {
    await endChild({ child, timeoutMs: 5_000 })
  }
}
