import { Counter, Gauge, type Registry } from 'prom-client'
import type { WorkerStats } from '../../worker/report.ts'

type Args = {
  register: Registry
  /** Undefined where this process works nothing, or not yet. */
  stats: () => WorkerStats | undefined
}

/** What the worker of this process is at, read when it is asked for. */
export const gaugeWorker = ({ register, stats }: Args): void => {
  const registers = [register]
  new Gauge({
    name: 'durable_jobs_slots',
    help: 'Slots of this worker.',
    labelNames: ['queue'],
    registers,
    collect() {
      for (const [queue, { slots }] of Object.entries(stats()?.queues ?? {})) {
        this.set({ queue }, slots)
      }
    },
  })
  new Gauge({
    name: 'durable_jobs_running',
    help: 'Jobs that run in this worker.',
    labelNames: ['queue'],
    registers,
    collect() {
      for (const [queue, { running }] of Object.entries(stats()?.queues ?? {})) {
        this.set({ queue }, running)
      }
    },
  })
  new Gauge({
    name: 'durable_jobs_leases_held',
    help: 'Leases that this process keeps.',
    registers,
    collect() {
      this.set(stats()?.leases.held ?? 0)
    },
  })
  let told = 0
  new Counter({
    name: 'durable_jobs_lost_leases_total',
    help: 'Leases that this process lost while their jobs ran.',
    registers,
    collect() {
      const lost = stats()?.leases.lost ?? told
      this.inc(Math.max(0, lost - told))
      told = lost
    },
  })
  new Gauge({
    name: 'durable_jobs_listening',
    help: '1 while new jobs wake this worker, 0 while it has to look for them.',
    registers,
    collect() {
      this.set(stats()?.isListening ? 1 : 0)
    },
  })
}
