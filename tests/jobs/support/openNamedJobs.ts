import type { Payload, TaskConfig } from 'payload'
import {
  enqueueJobs,
  type NewJob,
  type QueueSlots,
  startWorker,
  type Worker,
} from '../../../plugins/durable-jobs/index.ts'
import { openDatabase } from './openDatabase.ts'
import { startPayload } from './startPayload.ts'
import { waitFor } from './waitFor.ts'

/** Jobs that have a name and run until it is ended, so that it is seen which the workers take, and in which order. */
export type NamedJobs = {
  payload: Payload
  url: string
  task: TaskConfig
  /** The names of the jobs in the order in which they began. */
  began: string[]
  enqueue: (...jobs: NewJob[]) => Promise<unknown>
  /** Starts a worker, and waits until it listens. */
  work: (share: QueueSlots) => Promise<void>
  end: (name: string) => void
  hasBegun: (...names: string[]) => Promise<void>
  /** All that the workers could begin they have begun: they have found nothing more, and sleep. */
  isAtRest: () => Promise<void>
  close: () => Promise<void>
}

export const job = (name: string, share: Partial<NewJob> = {}): NewJob => ({
  task: 'named',
  queue: 'q',
  input: { name },
  ...share,
})

/** So many jobs, `name 0` and on. */
export const many = (count: number, name: string, share: Partial<NewJob> = {}): NewJob[] =>
  Array.from({ length: count }, (_, index) => job(`${name} ${index}`, share))

export const openNamedJobs = async (): Promise<NamedJobs> => {
  const database = await openDatabase()
  const workers: Worker[] = []
  const began: string[] = []
  const ends = new Map<string, () => void>()
  const task: TaskConfig = {
    slug: 'named',
    handler: async ({ input }) => {
      const { name } = input as unknown as { name: string }
      began.push(name)
      await new Promise<void>((resolve) => ends.set(name, resolve))
      return { output: {} }
    },
  }
  // So seldom that only a wake-up can explain that a job begins.
  const options = { pollMs: 60_000 }
  const payload = await startPayload({ url: database.url, tasks: [task], options })
  const end = (name: string) => {
    ends.get(name)?.()
    ends.delete(name)
  }
  return {
    payload,
    url: database.url,
    task,
    began,
    end,
    enqueue: (...jobs) => enqueueJobs({ payload, jobs }),
    work: async (share) => {
      const worker = await startWorker({ payload, queues: { q: share }, drainMs: 1 })
      workers.push(worker)
      await waitFor({ what: 'the worker to listen', check: () => worker.stats().isListening })
    },
    hasBegun: async (...names) => {
      await waitFor({
        what: `${names} to begin`,
        check: () => names.every((name) => began.includes(name)),
      })
    },
    isAtRest: async () => {
      let before = -1
      await waitFor({
        what: 'the workers to be at rest',
        check: async () => {
          const isSame = began.length === before
          before = began.length
          await new Promise((resolve) => setTimeout(resolve, 200))
          return isSame && began.length === before
        },
      })
    },
    close: async () => {
      const stopping = workers.map((worker) => worker.stop())
      for (const name of [...ends.keys()]) end(name)
      await Promise.all(stopping)
      await database.close()
    },
  }
}
