import type { Payload } from 'payload'
import { Counter, Histogram, type Registry } from 'prom-client'
import type { Outcome, WorkerEvent } from '../../worker/report.ts'

type Args = { payload: Payload; register: Registry }

type Labels = 'queue' | 'task'

const labelNames: Labels[] = ['queue', 'task']

const latenessSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600]
const durationSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900]

const outcomeHelp: Record<Outcome, [name: string, help: string]> = {
  done: ['done', 'Jobs that were done.'],
  failed: ['failed', 'Jobs that failed for good, or were cancelled while they ran.'],
  retrying: ['retried', 'Tries that failed and are made again.'],
  broken: ['broken', 'Runs that broke off by an error which the runner did not expect.'],
}

/** Counts what a worker tells of its jobs. Labels have no value that does not stand in the config. */
export const countEvents = ({ payload, register }: Args): ((event: WorkerEvent) => void) => {
  const { tasks, workflows } = payload.config.jobs
  const known = new Set([...(tasks ?? []), ...(workflows ?? [])].map(({ slug }) => slug as string))
  const labelsOf = ({ queue, task }: { queue: string; task: string | undefined }) => ({
    queue,
    task: task !== undefined && known.has(task) ? task : 'other',
  })
  const registers = [register]
  const counter = (name: string, help: string) =>
    new Counter({ name: `durable_jobs_${name}_total`, help, labelNames, registers })
  const claimed = counter('claimed', 'Jobs that were claimed.')
  const ended = Object.fromEntries(
    Object.entries(outcomeHelp).map(([outcome, [name, help]]) => [outcome, counter(name, help)]),
  ) as Record<Outcome, Counter<Labels>>
  const givenBack = new Counter({
    name: 'durable_jobs_given_back_total',
    help: 'Jobs that were still running when the worker stopped, and were given back.',
    registers,
  })
  const lateness = new Histogram({
    name: 'durable_jobs_lateness_seconds',
    help: 'How long after it was due a job began.',
    labelNames,
    buckets: latenessSeconds,
    registers,
  })
  const duration = new Histogram({
    name: 'durable_jobs_duration_seconds',
    help: 'How long a job ran.',
    labelNames,
    buckets: durationSeconds,
    registers,
  })

  return (event) => {
    if (event.type === 'claimed') {
      claimed.inc(labelsOf(event))
      lateness.observe(labelsOf(event), Math.max(0, event.latenessMs) / 1000)
    } else if (event.type === 'finished') {
      ended[event.outcome].inc(labelsOf(event))
      duration.observe(labelsOf(event), event.durationMs / 1000)
    } else if (event.type === 'gaveBack') {
      givenBack.inc(event.jobIDs.length)
    }
  }
}
