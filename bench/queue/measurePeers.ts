import { invalid } from '../support/invalid.ts'
import type { BenchServer } from '../support/openServer.ts'
import { type Measured, measureRun } from './measureRun.ts'
import type { PeerName } from './peers/index.ts'
import { prepareTemplate } from './prepareTemplate.ts'

type Args = {
  server: BenchServer
  path: string
  options: Record<string, number>
  say: (line: string) => void
  signal: AbortSignal
}

export type PeerRuns = Record<PeerName, Measured[]>

const order: PeerName[] = ['durable', 'graphileWorker', 'pgBoss', 'graphileWorkerBatching', 'stock']
/** Of ours, beside the number of workers that is measured. */
const otherWorkers = [1, 2, 8]
const warmPerWorker = 250
const stockWarmPerWorker = 10

/** No figure of ours counts where a job was lost or executed twice; nor one of a peer that lost jobs, but for stock. */
const check = (peer: PeerName, workers: number, { doubles, lost }: Measured): void => {
  if (peer === 'durable' && doubles > 0) {
    throw invalid(`${doubles} jobs were executed twice by ${workers} workers with durable-jobs.`)
  }
  if (peer !== 'stock' && lost > 0) throw invalid(`${peer} lost ${lost} jobs.`)
}

/** Runs all peers, in another order each time, so that none always comes after the same. */
export const measurePeers = async ({ server, path, options, say, signal }: Args) => {
  const { runs, workers, slots, pool, jobs } = options as Record<
    'runs' | 'workers' | 'slots' | 'pool' | 'jobs',
    number
  >
  const fewer: Partial<Record<PeerName, number | undefined>> = {
    stock: options['stock-jobs'],
    pgBoss: options['pg-boss-jobs'],
  }
  const jobsOf = (peer: PeerName): number => fewer[peer] ?? jobs
  say(
    `${workers} workers with ${slots} slots together and ${pool} connections each, ${jobs} jobs a run (pg-boss ${fewer.pgBoss}, stock ${fewer.stock}), on a durable Postgres`,
  )
  const templates = new Map<PeerName, string>()
  for (const peer of order) {
    const warm = workers * (peer === 'stock' ? stockWarmPerWorker : warmPerWorker)
    const queues = { warm, measured: jobsOf(peer) }
    templates.set(peer, await prepareTemplate({ server, path, peer, queues }))
    signal.throwIfAborted()
  }

  const measure = async (peer: PeerName, count: number): Promise<Measured> => {
    signal.throwIfAborted()
    const measured = await measureRun({
      server,
      path,
      peer,
      template: templates.get(peer)!,
      work: { slots: Math.ceil(slots / count), pool },
      workers: count,
      jobs: jobsOf(peer),
    })
    check(peer, count, measured)
    const { jobsPerSecond, doubles, lost } = measured
    say(
      `${peer}, ${count} workers: ${Math.round(jobsPerSecond)} jobs/s, ${doubles} executed twice${lost > 0 ? `, ${lost} lost` : ''}`,
    )
    return measured
  }

  const results = Object.fromEntries(order.map((peer) => [peer, [] as Measured[]])) as PeerRuns
  for (let run = 0; run < runs; run += 1) {
    const turned = [...order.slice(run % order.length), ...order.slice(0, run % order.length)]
    for (const peer of turned) results[peer].push(await measure(peer, workers))
  }
  const others: Measured[] = []
  for (const count of otherWorkers.filter((count) => count <= options['most-workers']!))
    others.push(await measure('durable', count))
  return { results, others }
}
