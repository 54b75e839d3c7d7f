import type { Benchmark } from '../support/benchmark.ts'
import { summarise } from '../support/metric.ts'
import { openServer } from '../support/openServer.ts'
import { type BenchHouse, prepareHouse } from '../support/prepareHouse.ts'
import { type Idle, measureIdleWorker } from './measureIdleWorker.ts'

/** What a worker process costs that has nothing to do: the compiled worker, with the flags that it runs with. */
export const worker: Benchmark = {
  options: {
    runs: 5,
    /** How long it is watched, after it has settled. */
    seconds: 60,
  },
  run: async ({ options, say, signal }) => {
    const { runs, seconds } = options as Record<'runs' | 'seconds', number>
    const server = await openServer()
    let house: BenchHouse | undefined
    try {
      house = await prepareHouse({ server, signal })
      const url = await server.create({ name: 'worker', template: house.template })
      const measured: Idle[] = []
      for (let run = 0; run < runs; run += 1) {
        const idle = await measureIdleWorker({ house, url, run, seconds, signal })
        say(
          `idle for ${seconds} s: ${idle.mb.toFixed(1)} MB, ${idle.cpuPercent.toFixed(2)} % of a core`,
        )
        measured.push(idle)
      }
      return [
        summarise({ metric: 'worker.idleMb', unit: 'MB', values: measured.map(({ mb }) => mb) }),
        summarise({
          metric: 'worker.idleCpuPercent',
          unit: '%',
          values: measured.map(({ cpuPercent }) => cpuPercent),
        }),
      ]
    } finally {
      await server.stop()
      house?.close()
    }
  },
}
