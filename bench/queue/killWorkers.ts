import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '../../src/sandbox/postiz/faults/seededRandom.ts'
import { invalid } from '../support/invalid.ts'
import type { BenchServer } from '../support/openServer.ts'
import { findDoubles } from './findDoubles.ts'
import { noteCompletions } from './noteCompletions.ts'
import { openRun, type QueueWorker } from './openRun.ts'
import { prepareTemplate } from './prepareTemplate.ts'

type Args = {
  server: BenchServer
  path: string
  options: Record<string, number>
  say: (line: string) => void
  signal: AbortSignal
}

export type KillResult = { doubles: number; kills: number; takenOver: number }

/** Long enough that a killed worker leaves jobs half done; leases short enough to run out while others work. */
const jobMs = 200
const leaseMs = 2_000
const leastBetweenMs = 200
const mostBetweenMs = 600

const begin = async (worker: QueueWorker): Promise<QueueWorker> => {
  const opened = worker.next('opened')
  worker.tell({ type: 'open', queue: 'measured' })
  await opened
  return worker
}

/**
 * Durable-jobs with workers that are killed at random, each replaced at once, until all jobs are done: no job may be
 * lost, and none begun while another live worker holds it, or after it was completed.
 */
export const killWorkers = async ({
  server,
  path,
  options,
  say,
  signal,
}: Args): Promise<KillResult> => {
  const { workers, slots, pool, kills } = options as Record<
    'workers' | 'slots' | 'pool' | 'kills',
    number
  >
  const jobs = options['kill-jobs']!
  const seed = options['random-seed']!
  const random = seededRandom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'postyard-bench-'))
  const journal = join(folder, 'executions')
  const template = await prepareTemplate({
    server,
    path,
    peer: 'durable',
    queues: { measured: jobs },
  })
  const work = { slots: Math.ceil(slots / workers), pool, leaseMs, jobMs, journal }
  const run = await openRun({ server, path, peer: 'durable', template, work })
  try {
    const completions = await noteCompletions(run.database)
    // Whoever takes the place of a killed one is ready beforehand: to start takes longer than to be killed.
    const alive = await run.startWorkers(workers)
    const spare = await run.startWorkers(kills)
    const killedAt = new Map<number, number>()
    const until = Date.now() + 120_000
    await Promise.all(alive.map(begin))
    while ((await run.countOpen('measured')) > 0) {
      signal.throwIfAborted()
      if (Date.now() > until) throw invalid('jobs of killed workers were never taken over.')
      await sleep(leastBetweenMs + random() * (mostBetweenMs - leastBetweenMs))
      const next = spare.pop()
      if (!next) continue
      const [victim] = alive.splice(Math.floor(random() * alive.length), 1)
      await victim!.kill()
      killedAt.set(victim!.pid, performance.timeOrigin + performance.now())
      alive.push(await begin(next))
    }
    const found = findDoubles({ journal, killedAt, completions: await completions.read() })
    const done = Math.min(found.executed, found.completed)
    if (done < jobs) throw invalid(`${jobs - done} jobs were never run, or never completed.`)
    say(
      `durable, ${killedAt.size} of its workers killed (random seed ${seed}): ${found.takenOver} jobs taken over, ${found.doubles.length} executed twice`,
    )
    if (found.doubles.length > 0) {
      throw invalid(
        `jobs were executed twice when workers were killed: ${found.doubles.slice(0, 5).join(', ')}`,
      )
    }
    return { doubles: 0, kills: killedAt.size, takenOver: found.takenOver }
  } finally {
    await run.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
