import { PgBoss } from 'pg-boss'
import type { Peer } from './peer.ts'

const perStatement = 1_000

/**
 * pg-boss, one by one: each slot takes one job, runs it, and completes it. Between two jobs it would wait for half a
 * second at least, unless it knows that its queue is full; so it is told, which lets it go on at once.
 */
export const pgBossPeer: Peer = {
  prepare: async ({ url }) => {
    const boss = await new PgBoss({ connectionString: url, supervise: false }).start()
    await boss.stop()
  },
  fill: async ({ url, queues }) => {
    const boss = await new PgBoss({ connectionString: url, supervise: false }).start()
    for (const [queue, count] of Object.entries(queues)) {
      await boss.createQueue(queue)
      for (let done = 0; done < count; done += perStatement) {
        const jobs = Array.from({ length: Math.min(perStatement, count - done) }, (_, index) => ({
          data: { number: done + index },
        }))
        await boss.insert(queue, jobs)
      }
      // What a worker reads as it starts: how many jobs are ready.
      await boss.getQueueStats(queue, { force: true })
    }
    await boss.stop()
  },
  countOpen: `
    select count(*)::int as open from pgboss.job
    where name = $1 and state in ('created', 'retry', 'active')`,
  connect: async ({ url, slots, pool }) => {
    const boss = new PgBoss({ connectionString: url, max: pool, migrate: false })
    boss.on('error', (error) => console.error(error))
    await boss.start()
    return {
      open: async ({ queue, onExecution }) => {
        await boss.work(
          queue,
          {
            batchSize: 1,
            localConcurrency: slots,
            pollingIntervalSeconds: 0.5,
            burstWhenReadyExceeds: 1,
          },
          async ([job]) => {
            await onExecution(job!.id)
          },
        )
        return { close: () => boss.offWork(queue) }
      },
    }
  },
}
