import { gaugeDeliveries, queues } from 'postyard'
import { enqueueJobs, startWorker } from 'postyard/durable-jobs'
import { Registry } from 'prom-client'
import { afterAll, expect, test } from 'vitest'
import { type Answer, call } from './support/agency.ts'
import { eventually } from './support/eventually.ts'
import { openClient } from './support/openClient.ts'
import { callOperation } from './support/operationCalls.ts'
import { plan, putInto, query } from './support/scenes.ts'

const { house, client, agencyAdmin, personOf, close } = await openClient()
const { payload } = house

afterAll(close)

const show = (): Promise<Answer> => callOperation(house, agencyAdmin, 'showQueues', {})

test('an agency admin sees the queues with what is due, and who works them', async () => {
  await query(payload, 'truncate payload_jobs cascade')
  expect((await show()).body).toMatchObject({ queues: [], workers: [] })

  const later = new Date(Date.now() + 3_600_000)
  const input = { deliveries: [client.delivery], tenant: client.tenant }
  await enqueueJobs({
    payload,
    jobs: [
      { task: 'confirm', queue: 'distribution', input },
      { task: 'confirm', queue: 'distribution', input, waitUntil: later },
    ],
  })
  const { body: idle } = await show()
  expect(idle.queues).toMatchObject([
    { name: 'distribution', due: 1, waiting: 1, nextDueAt: later.toISOString(), slots: 0 },
  ])

  const worker = await startWorker({ payload, queues })
  const { body: working } = await eventually(show, ({ body }) => body.queues[0]?.due === 0)
  expect(working.queues).toMatchObject([
    { name: 'distribution', slots: 5 },
    { name: 'media-processing', slots: 2, due: 0 },
  ])
  expect(working.workers).toMatchObject([{ state: 'working', pid: process.pid }])
  await worker.stop()
  expect((await show()).body.workers).toMatchObject([{ state: 'stopped', holds: [] }])
})

test("Payload's own doors to the workers are shut for everybody", async () => {
  for (const who of ['an agency admin', 'manager', 'nobody'] as const) {
    for (const path of ['/durable-workers', '/durable-workers/1']) {
      for (const method of ['GET', 'POST', 'PATCH', 'DELETE'] as const) {
        const { status } = await call(
          house,
          personOf(who),
          method,
          path,
          method === 'GET' ? undefined : {},
        )
        expect([403, 404, 501], `${method} ${path}`).toContain(status)
      }
    }
    const { body } = await call(house, personOf(who), 'POST', '/graphql', {
      query: '{ DurableWorkers { docs { id } } }',
    })
    expect(JSON.stringify(body)).toContain('Cannot query field')
  }
})

test('the metrics of the deliveries tell what waits, of all tenants together and of none by name', async () => {
  const scene = { payload, by: client.people.manager, post: client.post, channels: [client.manual] }
  await query(payload, `update postyard_deliveries set state = 'cancelled', wake_at = null`)
  const put = async (state: string, set: string) => {
    const { delivery } = await plan(scene)
    await putInto(payload, delivery, state)
    await query(payload, `update postyard_deliveries set ${set} where id = $1`, [delivery])
  }
  const due = (minutes: number) =>
    `scheduled_at = now() - interval '${minutes} minutes', next_attempt_at = null`
  await put('scheduled', `${due(0.1)}, wake_at = now()`)
  await put('queued', `${due(10)}, wake_at = now() + interval '2 minutes'`)
  await put('scheduled', `${due(-10)}, wake_at = now()`)
  await put('published', due(10))
  await put('unknown', 'wake_at = now()')
  await put('awaiting_human', 'wake_at = now()')
  await put('failed', 'wake_at = null')
  await put('failed', `updated_at = now() - interval '25 hours'`)

  const register = new Registry()
  gaugeDeliveries({ payload, register })
  const text = await register.metrics()
  const lines = text.split('\n').filter((line) => !line.startsWith('#') && line !== '')
  expect(lines).toEqual([
    'postyard_deliveries_due 2',
    'postyard_deliveries_late 1',
    expect.stringMatching(/^postyard_deliveries_oldest_due_seconds 60\d\.?\d*$/),
    'postyard_deliveries_awaiting_human 1',
    'postyard_deliveries_unknown 1',
    'postyard_deliveries_failed_last_day 1',
  ])
})
