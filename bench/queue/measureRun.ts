import { setTimeout as sleep } from 'node:timers/promises'
import { invalid } from '../support/invalid.ts'
import { openRun, type QueueWorker, type Run } from './openRun.ts'

type Args = Parameters<typeof openRun>[0] & {
  workers: number
  /** How many jobs are in the queues `warm` and `measured` of the template. */
  jobs: number
}

export type Measured = {
  jobsPerSecond: number
  /** Executions beyond the first of each job. */
  doubles: number
  /** Jobs that were still not done when nothing moved any more. */
  lost: number
}

/** A queue in which nothing was done for so long is stuck. */
const stuckMs = 10_000
const lookEveryMs = 5

const openAll = async (workers: QueueWorker[], queue: string): Promise<void> => {
  await Promise.all(
    workers.map((worker) => {
      const opened = worker.next('opened')
      worker.tell({ type: 'open', queue })
      return opened
    }),
  )
}

const closeAll = async (workers: QueueWorker[]): Promise<void> => {
  await Promise.all(
    workers.map((worker) => {
      const closed = worker.next('closed')
      worker.tell({ type: 'close' })
      return closed
    }),
  )
}

const reportAll = async (workers: QueueWorker[]): Promise<string[]> => {
  const reports = workers.map((worker) => {
    const report = worker.next('report')
    worker.tell({ type: 'report' })
    return report
  })
  return (await Promise.all(reports)).flatMap(({ jobs }) => jobs)
}

/**
 * Lets the processes load and compile all that they need, on a queue of its own. False where they got stuck in that, as
 * stock Payload does when its connections are left in transactions that failed.
 */
const warmUp = async (run: Run, workers: QueueWorker[]): Promise<boolean> => {
  const until = Date.now() + 30_000
  await openAll(workers, 'warm')
  let open = await run.countOpen('warm')
  let movedAt = Date.now()
  while (open > 0 && Date.now() - movedAt < 2_000 && Date.now() < until) {
    await sleep(20)
    const now = await run.countOpen('warm')
    if (now < open) movedAt = Date.now()
    open = now
  }
  const patience = new AbortController()
  const stuck = sleep(stuckMs, false, { signal: patience.signal }).catch(() => false)
  const isClosed = await Promise.race([closeAll(workers).then(() => true), stuck])
  patience.abort()
  return isClosed
}

/** Processes that are ready to begin. */
const warmWorkers = async (run: Run, count: number): Promise<QueueWorker[]> => {
  const workers = await run.startWorkers(count)
  if (await warmUp(run, workers)) return workers
  await Promise.all(workers.map((worker) => worker.kill()))
  return run.startWorkers(count)
}

/** Follows how many executions all processes together have begun, and when the last message of that came. */
const watchProgress = (workers: QueueWorker[]) => {
  const executions = new Map<number, number>()
  const progress = { executions: 0, at: performance.now() }
  for (const worker of workers) {
    worker.onMessage((message) => {
      if (message.type !== 'progress') return
      executions.set(worker.pid, message.executions)
      progress.executions = executions.values().reduce((sum, count) => sum + count, 0)
      progress.at = performance.now()
    })
  }
  return progress
}

/**
 * One run of one peer: all jobs are in the table, all processes are warm; the time runs from the word to begin until
 * the table says that all is done. The table is only asked once as many executions have begun as there are jobs, so
 * asking costs nothing that is measured.
 *
 * A queue that gets stuck is given the time until its last execution, and what it did by then.
 */
export const measureRun = async ({ workers: count, jobs, ...args }: Args): Promise<Measured> => {
  const run = await openRun(args)
  try {
    const workers = await warmWorkers(run, count)
    const progress = watchProgress(workers)
    const began = performance.now()
    progress.at = began
    const opening = openAll(workers, 'measured')
    let lost = 0
    let ended = began
    for (;;) {
      await sleep(lookEveryMs)
      const isStuck = performance.now() - progress.at > stuckMs
      if (progress.executions < jobs && !isStuck) continue
      lost = await run.countOpen('measured')
      ended = lost === 0 ? performance.now() : progress.at
      if (lost === 0 || isStuck) break
    }
    await opening
    const executions = await reportAll(workers)
    const distinct = new Set(executions).size
    if (distinct + lost < jobs) {
      throw invalid(
        `${args.peer} says that all is done, but ${jobs - distinct} jobs were never run.`,
      )
    }
    return {
      jobsPerSecond: (jobs - lost) / ((ended - began) / 1000),
      doubles: executions.length - distinct,
      lost,
    }
  } finally {
    await run.close()
  }
}
