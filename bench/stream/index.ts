import type { Benchmark } from '../support/benchmark.ts'
import { summarise } from '../support/metric.ts'
import { openServer } from '../support/openServer.ts'
import { type BenchHouse, prepareHouse } from '../support/prepareHouse.ts'
import { percentile } from '../support/statistics.ts'
import { measureStream, type Streamed } from './measureStream.ts'

/**
 * The live stream: many connections to one process, which serves Payload's REST handlers over HTTP without Next in front;
 * how long an event takes from its commit to each client, what a connection costs, and whether clients that are cut off
 * at random miss anything or get anything twice.
 */
export const stream: Benchmark = {
  options: {
    runs: 1,
    connections: 2_000,
    tenants: 20,
    /** Events, over all tenants. */
    'per-second': 50,
    /** Of each of the two parts: undisturbed, and with disconnects. */
    seconds: 15,
    disconnects: 1_000,
  },
  run: async ({ options, say, signal }) => {
    const { runs, connections, tenants, seconds, disconnects } = options as Record<
      'runs' | 'connections' | 'tenants' | 'seconds' | 'disconnects',
      number
    >
    const perSecond = options['per-second']!
    const server = await openServer()
    let house: BenchHouse | undefined
    try {
      house = await prepareHouse({ server, signal })
      const measured: Streamed[] = []
      for (let run = 0; run < runs; run += 1) {
        const load = { tenants, connections, perSecond, seconds, disconnects }
        measured.push(await measureStream({ server, house, run, ...load, say, signal }))
      }
      const metric = (name: string, unit: string, of: (one: Streamed) => number) =>
        summarise({ metric: `stream.${name}`, unit, values: measured.map(of) })
      return [
        metric('p50Ms', 'ms', ({ latency }) => percentile(latency, 0.5)),
        metric('p99Ms', 'ms', ({ latency }) => percentile(latency, 0.99)),
        metric('kbPerConnection', 'kB', ({ kbPerConnection }) => kbPerConnection),
        metric('gaps', 'events', ({ gaps }) => gaps),
        metric('repeats', 'events', ({ repeats }) => repeats),
      ]
    } finally {
      await server.stop()
      house?.close()
    }
  },
}
