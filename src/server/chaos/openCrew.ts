import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { spawnLogged } from '../spawnLogged.ts'
import { workerFlags } from '../startPrograms.ts'

type Args = {
  root: string
  /** The compiled worker. */
  program: string
  env: NodeJS.ProcessEnv
  logDir: string
  /** How many work at once. */
  workers: number
}

export type Crew = {
  /** Starts all of them, and waits until all are at work, for at most a minute. */
  start: (signal: AbortSignal) => Promise<void>
  /**
   * Kills one with SIGKILL, and puts a new one in its place: one of those at work, by a share in [0, 1). Where no two
   * are at work, it is the one that began to start last, else on a slow machine nobody would ever come to hold anything
   * that can be lost.
   */
  kill: (share: number) => { pid: number; wasAtWork: boolean } | undefined
  /** Kills all of them, and waits until all are gone; none takes their place. */
  killAll: () => Promise<void>
  stop: () => Promise<void>
  /** How many there are, at work or starting. */
  count: () => number
  /** How many ended without being killed: Postgres was away when they started, say. */
  ended: () => number
}

/** A worker that ended by itself comes back after this, as whatever supervises it would see to, ms. */
const pauseMs = 500

type Worker = { child: ChildProcess; slot: number; nth: number }

/** Real worker processes, as `npm start` starts them, of which each has a successor. */
export function openCrew({ root, program, env, logDir, workers }: Args): Crew {
  /** By their slots. */
  const present = new Map<number, Worker>()
  const logOf = (slot: number) => join(logDir, `worker-${slot + 1}.log`)
  let isWorking = false
  let started = 0
  let ended = 0
  const start = (slot: number) => {
    if (!isWorking) return
    const command = { program: process.execPath, args: [...workerFlags, program], cwd: root, env }
    const child = spawnLogged({ ...command, logFile: logOf(slot) }, 'a')
    started += 1
    present.set(slot, { child, slot, nth: started })
    child.once('exit', async () => {
      if (present.get(slot)?.child !== child) return
      present.delete(slot)
      if (!isWorking) return
      ended += 1
      await sleep(pauseMs)
      start(slot)
    })
  }
  const isAtWork = ({ child, slot }: Worker) =>
    readFileSync(logOf(slot), 'utf8').includes(`The worker ${child.pid} is at work`)
  const countAtWork = () => [...present.values()].filter(isAtWork).length
  const end = async (signal: NodeJS.Signals) => {
    isWorking = false
    const children = [...present.values()].map(({ child }) => child)
    const gone = children.map((child) => once(child, 'exit'))
    for (const child of children) child.kill(signal)
    await Promise.all(gone)
  }

  return {
    async start(signal) {
      isWorking = true
      for (let slot = 0; slot < workers; slot += 1) start(slot)
      for (const over = Date.now() + 60_000; countAtWork() < workers && Date.now() < over; ) {
        await sleep(100, undefined, { signal })
      }
    },
    kill(share) {
      const { able = [], starting = [] } = Object.groupBy(present.values(), (worker) =>
        isAtWork(worker) ? 'able' : 'starting',
      )
      const wasAtWork = able.length >= Math.min(2, workers)
      const worker = wasAtWork
        ? able[Math.floor(share * able.length)]
        : starting.sort((a, b) => b.nth - a.nth)[0]
      if (!worker?.child.pid) return undefined
      present.delete(worker.slot)
      worker.child.kill('SIGKILL')
      start(worker.slot)
      return { pid: worker.child.pid, wasAtWork }
    },
    killAll: () => end('SIGKILL'),
    async stop() {
      const timer = setTimeout(() => {
        for (const { child } of present.values()) child.kill('SIGKILL')
      }, 8_000)
      await end('SIGTERM')
      clearTimeout(timer)
    },
    count: () => present.size,
    ended: () => ended,
  }
}
