import { setTimeout as sleep } from 'node:timers/promises'
import config from '@payload-config'
import { createLocalReq, getPayload, type TaskConfig } from 'payload'
import { postizChannel } from '../../../plugins/distribution/channels/postiz/index.ts'
import { fireDeliveries } from '../../../plugins/distribution/deliver/fire/fireDeliveries.ts'
import { loadDeliveries } from '../../../plugins/distribution/deliver/loadDelivery.ts'
import { poolOf, rows, sql } from '../../../plugins/distribution/model/database.ts'

/**
 * The worst queue that there can be: this process runs every job that it sees, whoever else runs it too. With
 * `guard` it runs the real tasks, whose first step is to take the row; without, a task that trusts the queue.
 */
const isGuarded = process.argv[2] === 'guard'
const slots = 8

const payload = await getPayload({ config })
const req = await createLocalReq({}, payload)
const db = poolOf(payload)
const tasks = new Map((payload.config.jobs.tasks ?? []).map((task) => [task.slug as string, task]))

type Job = {
  id: string
  task_slug: string
  input: { tenant: string; delivery?: string; deliveries?: string[] }
}

const trustTheQueue = async ({ input }: Job): Promise<void> => {
  const { tenant, deliveries = [] } = input
  const loaded = await loadDeliveries({
    payload,
    tenant,
    states: ['queued'],
    which: sql`d.id = any(${sql.param(deliveries)})`,
  })
  for (const { connection, facts, row, content } of loaded) {
    if (!connection) continue
    const staged = await postizChannel.stage({
      connection,
      channel: facts,
      content: await content(),
      draftAt: new Date(),
      reference: String(row.id),
    })
    if (staged.kind === 'staged') await postizChannel.fire({ connection, draftId: staged.draftId })
  }
}

/** Without the queue's own lease, which would tell all but one of the workers to let the job be. */
const fireAnyway = ({ input }: Job): Promise<void> =>
  fireDeliveries({
    payload,
    tenant: input.tenant,
    ids: input.deliveries ?? [],
    now: () => new Date(),
    random: Math.random,
  })

const run = async (job: Job): Promise<void> => {
  const isFiring = job.task_slug === 'post-to-socials'
  if (isFiring) return isGuarded ? fireAnyway(job) : trustTheQueue(job)
  if (!isGuarded) return
  const task = tasks.get(job.task_slug) as TaskConfig | undefined
  if (typeof task?.handler !== 'function') throw new Error(`There is no task ${job.task_slug}.`)
  await task.handler({ input: job.input, req, job } as never)
}

const seen = new Set<string>()
process.send?.('ready')
process.once('disconnect', () => process.exit(0))

for (;;) {
  const due = await rows<Job>(
    db,
    sql`
      select id, task_slug, input from payload_jobs
      where coalesce(wait_until, created_at) <= now() order by created_at`,
  )
  const fresh = due.filter((job) => !seen.has(job.id))
  for (const job of fresh) seen.add(job.id)
  const work = fresh.values()
  await Promise.all(
    Array.from({ length: slots }, async () => {
      for (const job of work) await run(job).catch((error) => console.error(job.task_slug, error))
    }),
  )
  await sleep(fresh.length === 0 ? 50 : 0)
}
