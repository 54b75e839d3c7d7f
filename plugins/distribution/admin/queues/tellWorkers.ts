import type { QueuesAnswer } from '../../watch/operations/showQueues.ts'

type Queue = QueuesAnswer['queues'][number]
export type Worker = QueuesAnswer['workers'][number]

/** What a person should know or do. `isPressing` where nothing goes on by itself. */
export type Notice = { key: string; state: string; isPressing: boolean; sentence: string }

/** How long the end of a worker is told of although nothing depends on it any more, ms. */
const memoryMs = 15 * 60_000

/** A queue is behind when its oldest job has been due for longer than this, ms. */
const behindMs = 60_000

export const isAlive = ({ state }: Worker): boolean => state === 'working' || state === 'stopping'

/** Workers that may still be worth a look; the others are history. */
export const isRecent = (worker: Worker, at: string): boolean =>
  isAlive(worker) ||
  worker.holds.length > 0 ||
  Date.parse(at) - Date.parse(worker.stoppedAt ?? worker.seenAt) < memoryMs

const jobs = (count: number) => (count === 1 ? '1 job' : `${count} jobs`)

type Args = {
  answer: QueuesAnswer
  /** A moment as a clock shows it, with seconds: "12:03:30 Lisbon". */
  clock: (at: string) => string
}

const worksOn = ({ workers }: QueuesAnswer, queue: string): boolean =>
  workers.some(
    (worker) => worker.state === 'working' && worker.queues.some(({ name }) => name === queue),
  )

const tellHeld = (worker: Worker, { answer, clock }: Args): string => {
  const { holds } = worker
  if (holds.length === 0) {
    const ran = worker.queues.reduce((sum, { running }) => sum + running, 0)
    return ran > 0 ? 'Others have taken over what it held.' : 'It held no job.'
  }
  const left = holds.find(({ queue }) => !worksOn(answer, queue))
  if (left) {
    return `It held ${jobs(holds.length)}, and no other worker works "${left.queue}": start one.`
  }
  const them = holds.length === 1 ? 'it' : 'them'
  const until = holds
    .map((job) => job.until)
    .sort()
    .at(-1)!
  return until > answer.at
    ? `It held ${jobs(holds.length)}; others take ${them} over by ${clock(until)}.`
    : `It held ${jobs(holds.length)}; others take ${them} over as soon as a slot is free.`
}

const tellGone = (args: Args): Notice[] =>
  args.answer.workers
    .filter((worker) => worker.state === 'gone' && isRecent(worker, args.answer.at))
    .map((worker) => ({
      key: `gone ${worker.id}`,
      state: 'gone',
      isPressing: false,
      sentence: `Worker ${worker.name} stopped answering at ${args.clock(worker.seenAt)}. ${tellHeld(worker, args)}`,
    }))

const tellQueue = (queue: Queue, answer: QueuesAnswer): Notice[] => {
  if (queue.due === 0) return []
  if (!worksOn(answer, queue.name)) {
    const is = queue.due === 1 ? 'is' : 'are'
    return [
      {
        key: `idle ${queue.name}`,
        state: 'no_worker',
        isPressing: true,
        sentence: `No worker works "${queue.name}", where ${jobs(queue.due)} ${is} due: start one that does.`,
      },
    ]
  }
  if ((queue.oldestDueMs ?? 0) < behindMs || queue.running < queue.slots) return []
  return [
    {
      key: `behind ${queue.name}`,
      state: 'limited',
      isPressing: true,
      sentence: `"${queue.name}" is behind: ${jobs(queue.due)} due, and all ${queue.slots} slots are busy. Start another worker, or wait until it has caught up.`,
    },
  ]
}

/** What is not as it should be, the most pressing first. */
export const listNotices = (args: Args): Notice[] => {
  const { answer } = args
  const gone = tellGone(args)
  if (!answer.workers.some(isAlive)) {
    const sentence =
      'No worker is at work, so nothing goes out. Start one (npm run worker), or read in its log why it ended.'
    return [{ key: 'none', state: 'no_worker', isPressing: true, sentence }, ...gone]
  }
  return [...answer.queues.flatMap((queue) => tellQueue(queue, answer)), ...gone]
}

/** One line for all: "2 workers are at work. 3 jobs run, 12 are due." */
export const sumUp = ({ queues, workers }: QueuesAnswer): string => {
  const working = workers.filter(({ state }) => state === 'working').length
  const total = (figure: 'running' | 'due') => queues.reduce((sum, one) => sum + one[figure], 0)
  const [running, due] = [total('running'), total('due')]
  const say = (count: number, one: string, many: string) =>
    count === 0 ? `No ${one}` : `${count} ${count === 1 ? one : many}`
  const who = say(working, 'worker is at work', 'workers are at work')
  const runs = say(running, 'job runs', 'jobs run')
  const waits = due === 0 ? 'nothing is due' : `${due} ${due === 1 ? 'is' : 'are'} due`
  return `${who}. ${runs}, ${waits}.`
}
