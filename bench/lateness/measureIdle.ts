import { setTimeout as sleep } from 'node:timers/promises'
import { compile, forkProgram } from '../support/forkProgram.ts'
import { invalid } from '../support/invalid.ts'
import type { BenchServer } from '../support/openServer.ts'
import { percentile } from '../support/statistics.ts'
import type { IdleMessage, IdleOrder } from './idleProgram.ts'

type Args = { server: BenchServer; runs: number; jobs: number; say: (line: string) => void }

/**
 * How late a job begins on an idle queue: durable-jobs alone, one process that works, and another that makes a job
 * now and then. Gives the 99th percentile of each run, ms after its `waitUntil`.
 */
export const measureIdle = async ({ server, runs, jobs, say }: Args): Promise<number[]> => {
  const path = await compile('bench/lateness/idleProgram.ts')
  const url = await server.create({ name: 'idle' })
  const start = (order: IdleOrder) =>
    forkProgram<IdleMessage>({
      path,
      order,
      // Payload makes no schema by itself in production.
      env: { NODE_ENV: order.act === 'prepare' ? 'test' : 'production' },
    })
  const prepare = start({ act: 'prepare', url })
  await prepare.next('done').finally(prepare.kill)
  const worker = start({ act: 'work', url })
  await worker.next('ready')
  const p99s: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const enqueue = start({ act: 'enqueue', url, jobs })
    await enqueue.next('done').finally(enqueue.kill)
    await sleep(1_000)
    const report = worker.next('report')
    worker.tell({ type: 'report' })
    const { lateness } = await report
    if (lateness.length !== jobs) throw invalid(`of ${jobs} jobs ${lateness.length} were run.`)
    p99s.push(percentile(lateness, 0.99))
    say(`idle queue: p50 ${percentile(lateness, 0.5)} ms, p99 ${p99s.at(-1)} ms`)
  }
  await worker.kill()
  return p99s
}
