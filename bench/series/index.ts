import { type DayInputs, lookAhead } from '../../plugins/distribution/plan/series/index.ts'
import type { Benchmark } from '../support/benchmark.ts'
import { summarise } from '../support/metric.ts'

/** Half of the series in growth, half in maintenance: the first of them fill each day, the others have a day to be found. */
const inputsOf = (count: number, seed: string): DayInputs => ({
  ...{ version: 1, tenant: 'tenant', day: '2026-10-20', timezone: 'Europe/Lisbon', seed },
  now: '2026-10-19T23:00:00.000Z',
  options: {
    ...{ threshold: 75, growthEveryDays: 1, maintenanceEveryDays: 7, from: '00:00', to: '24:00' },
    ...{ minMinutes: 45, maxMinutes: 60, floorMinutes: 1 },
    boardTemplate: '{Singular} Coloring Pages',
  },
  series: Array.from({ length: count }, (_, index) => ({
    ...{ id: `${index}`, slug: `polar-bears-${index}`, name: `Polar bears ${index}` },
    ...{ count: index % 2 === 0 ? 40 : 80, remaining: 40, channels: 1, phase: null, phaseOf: null },
    ...{ isPaused: false, pausedReason: null, isGone: false, problem: null, boardName: null },
    ...{ lastPlannedDay: null, open: null },
  })),
})

/** How long it takes to say what many series will fly on the coming days, over a day on which the clocks change. */
export const series: Benchmark = {
  options: {
    runs: 15,
    series: 500,
    days: 30,
  },
  run: async ({ options, say, signal }) => {
    const { runs, days } = options as Record<'runs' | 'days', number>
    const count = options.series as number
    const look = (seed: string) => {
      const inputs = inputsOf(count, seed)
      const begun = performance.now()
      const coming = lookAhead({ inputs, days, seedOf: (day) => `${seed} ${day}` })
      const ms = performance.now() - begun
      const flights = coming.reduce((sum, { queue }) => sum + queue.length, 0)
      return { ms, flights }
    }
    // The first ones of a process are slower, until its code is compiled.
    for (let run = 0; run < 3; run += 1) look(`warm ${run}`)
    const values: number[] = []
    for (let run = 0; run < runs; run += 1) {
      signal.throwIfAborted()
      const { ms, flights } = look(`${run}`)
      values.push(ms)
      say(`${count} series, ${days} days, ${flights} flights: ${ms.toFixed(1)} ms`)
    }
    return [summarise({ metric: 'series.lookAheadMs', unit: 'ms', values })]
  },
}
