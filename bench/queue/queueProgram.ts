import { openSync, writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerOrders } from '../support/answerOrders.ts'
import { type PeerName, peers } from './peers/index.ts'
import type { OnExecution } from './peers/peer.ts'

/** What this program is started with. */
export type QueueOrder = {
  peer: PeerName
  url: string
} /** Makes the schema in an empty database, and puts so many jobs into these queues. */ & (
  | { act: 'prepare'; queues: Record<string, number> }
  | {
      act: 'work'
      slots: number
      pool: number
      leaseMs?: number
      /** Each job lasts up to so long, ms; by its id, so that it is the same in every run. */
      jobMs?: number
      /** A file in which each execution is noted as it begins: a killed process cannot tell any more. */
      journal?: string
    }
)

/** What this program says. */
export type QueueMessage =
  | { type: 'done' | 'ready' | 'opened' | 'closed' }
  | { type: 'progress'; executions: number }
  /** Every execution since the queue was opened: the ids of the jobs, in the order in which they were begun. */
  | { type: 'report'; jobs: string[] }

const tellEveryMs = 20

const order = JSON.parse(process.argv[2]!) as QueueOrder
const peer = peers[order.peer]

/** A spread over 0 to 1 that is the same for the same id. */
const shareOf = (jobID: string): number => {
  let hash = 2_166_136_261
  for (const letter of jobID) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16_777_619)
  return (hash >>> 0) / 2 ** 32
}

const work = async ({
  url,
  slots,
  pool,
  leaseMs,
  jobMs,
  journal,
}: QueueOrder & { act: 'work' }) => {
  const connected = await peer.connect({ url, slots, pool, ...(leaseMs ? { leaseMs } : {}) })
  const file = journal ? openSync(journal, 'a') : undefined
  let executed: string[] = []
  let told = 0

  const onExecution: OnExecution = (jobID) => {
    executed.push(jobID)
    if (file !== undefined) {
      const at = performance.timeOrigin + performance.now()
      writeSync(file, `${JSON.stringify({ job: jobID, pid: process.pid, at })}\n`)
    }
    return jobMs ? sleep(jobMs * shareOf(jobID)) : undefined
  }
  setInterval(() => {
    if (executed.length === told) return
    told = executed.length
    process.send!({ type: 'progress', executions: told } satisfies QueueMessage)
  }, tellEveryMs)

  let opened: { close: () => Promise<void> } | undefined
  answerOrders({
    open: async ({ queue }: { queue: string }) => {
      executed = []
      told = 0
      opened = await connected.open({ queue, onExecution })
      return { type: 'opened' }
    },
    close: async () => {
      await opened?.close()
      return { type: 'closed' }
    },
    report: () => ({ type: 'report', jobs: executed }),
  })
  process.send!({ type: 'ready' } satisfies QueueMessage)
}

if (order.act === 'work') {
  await work(order)
} else {
  await peer.prepare(order)
  await peer.fill(order)
  process.send!({ type: 'done' } satisfies QueueMessage, () => process.exit(0))
}
