import { type QueuesReport, readQueues } from 'postyard/durable-jobs'
import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idOutput, instantOutput } from '../../operation.ts'
import { requireSomewhere } from '../../security/standing.ts'

const count = z.number().int()

const queueOutput = z.object({
  name: z.string(),
  due: count.meta({ description: 'Due, and taken by nobody yet. Counted up to 10,000.' }),
  oldestDueMs: z.number().nullable().meta({ description: 'How late the oldest of them is.' }),
  waiting: count.meta({ description: 'Due later. Counted up to 10,000.' }),
  nextDueAt: instantOutput.nullable(),
  running: count,
  slots: count.meta({ description: 'How many can run side by side in the workers that live.' }),
  retrying: count.meta({ description: 'Were tried in vain, and are tried again.' }),
  failed: count.meta({ description: 'Failed for good in the last 24 hours.' }),
  lateness: z
    .object({ p50Ms: z.number(), p99Ms: z.number() })
    .nullable()
    .meta({ description: 'How late jobs began in the last five minutes, as upper bounds.' }),
})

const workerOutput = z.object({
  id: idOutput,
  name: z.string(),
  host: z.string(),
  pid: count,
  state: z.enum(['working', 'stopping', 'stopped', 'gone']),
  startedAt: instantOutput,
  seenAt: instantOutput,
  stoppedAt: instantOutput.nullable(),
  queues: z.array(
    z.object({ name: z.string(), slots: count, running: count, done: count, failed: count }),
  ),
  lostLeases: count,
  holds: z
    .array(
      z.object({
        id: idOutput,
        queue: z.string(),
        task: z.string().nullable(),
        until: instantOutput,
      }),
    )
    .meta({
      description:
        'The jobs that it holds. Where it is gone, another worker takes each over at `until` at the latest.',
    }),
})

export type QueuesAnswer = {
  at: string
  queues: z.output<typeof queueOutput>[]
  workers: z.output<typeof workerOutput>[]
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null

export const toAnswer = ({ at, queues, workers }: QueuesReport): QueuesAnswer => ({
  at: at.toISOString(),
  queues: queues.map((queue) => ({ ...queue, nextDueAt: iso(queue.nextDueAt) })),
  workers: workers.map((worker) => ({
    ...worker,
    startedAt: worker.startedAt.toISOString(),
    seenAt: worker.seenAt.toISOString(),
    stoppedAt: iso(worker.stoppedAt),
    holds: worker.holds.map((job) => ({ ...job, until: job.until.toISOString() })),
  })),
})

export const showQueues = defineOperation({
  name: 'queues.show',
  summary:
    'Shows how the queues and the workers are: what is due, running, waiting and failing, and who works it.',
  route: { method: 'get', path: '/queues' },
  input: z.strictObject({}),
  output: z.object({
    at: instantOutput,
    queues: z.array(queueOutput),
    workers: z.array(workerOutput),
  }),
  permission: 'queues.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: {},
      output: {
        at: '2026-11-23T14:31:02.000Z',
        queues: [
          {
            name: 'distribution',
            due: 0,
            oldestDueMs: null,
            waiting: 12,
            nextDueAt: '2026-11-23T14:45:00.000Z',
            running: 1,
            slots: 5,
            retrying: 0,
            failed: 0,
            lateness: { p50Ms: 10, p99Ms: 250 },
          },
        ],
        workers: [
          {
            id: exampleIds.worker,
            name: 'worker-1',
            host: 'postyard',
            pid: 4711,
            state: 'working',
            startedAt: '2026-11-23T06:00:00.000Z',
            seenAt: '2026-11-23T14:31:00.000Z',
            stoppedAt: null,
            queues: [{ name: 'distribution', slots: 5, running: 1, done: 318, failed: 0 }],
            lostLeases: 0,
            holds: [],
          },
        ],
      },
    },
  },
  run: async (_, { payload, caller }): Promise<QueuesAnswer> => {
    requireSomewhere(
      caller,
      'queues.read',
      'Queues and workers serve all tenants; only an agency admin sees them.',
    )
    return toAnswer(await readQueues({ payload }))
  },
})
