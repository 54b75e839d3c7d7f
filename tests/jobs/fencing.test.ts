import type { Payload, TaskConfig } from 'payload'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { leaseSignal } from '../../plugins/durable-jobs/index.ts'
import { makeGate } from './support/makeGate.ts'
import { openDatabase, type TestDatabase } from './support/openDatabase.ts'
import { startPayload } from './support/startPayload.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await openDatabase()
})

afterEach(() => database.close())

type Start = {
  gate: ReturnType<typeof makeGate>
  began: () => void
  output: string
  push?: boolean
}

const signals: AbortSignal[] = []
const tokens: unknown[] = []

/** A Payload whose task waits at a gate, and then says who did it. */
const startWaiting = ({ gate, began, output, push }: Start): Promise<Payload> => {
  const task: TaskConfig = {
    slug: 'wait',
    retries: 5,
    outputSchema: [{ name: 'by', type: 'text' }],
    handler: async ({ req, job }) => {
      signals.push(leaseSignal({ req, job }))
      tokens.push((job as { leaseToken?: string }).leaseToken)
      began()
      await gate.wait()
      return { output: { by: output } }
    },
  }
  return startPayload({ url: database.url, push, tasks: [task] })
}

const expireLeases = () =>
  database.query(
    `update payload_jobs set lease_until = now() - interval '1 second' where processing`,
  )

type JobRow = { tried: number; lease_token: string | null }

const readJob = async () => {
  const [job] = await database.query<JobRow>(
    `select processing, total_tried::int as tried, has_error, completed_at is not null as completed, lease_token from payload_jobs`,
  )
  const log = await database.query<{ output: unknown; state: string }>(
    'select output, state from payload_jobs_log',
  )
  return { ...job!, log }
}

it('the late result of a worker that lost its lease is dropped', async () => {
  const [slow, quick] = [makeGate(), makeGate()]
  const started = makeGate()
  const late = await startWaiting({ gate: slow, began: started.open, output: 'late' })
  const heir = await startWaiting({ gate: quick, began: () => {}, output: 'heir', push: false })
  quick.open()

  await late.jobs.queue({ task: 'wait', queue: 'q', input: {} } as never)
  const lateRun = late.jobs.run({ queue: 'q', silent: true })
  await started.wait()
  expect(tokens).toEqual([(await readJob()).lease_token])
  await expireLeases()
  const heirRun = await heir.jobs.run({ queue: 'q', silent: true })
  expect(Object.values(heirRun.jobStatus ?? {})).toEqual([{ status: 'success' }])

  const done = { processing: false, tried: 1, has_error: false, completed: true, lease_token: null }
  expect(await readJob()).toEqual({
    ...done,
    log: [{ output: { by: 'heir' }, state: 'succeeded' }],
  })
  slow.open()
  // It ends without an error, and without a trace.
  expect(Object.values((await lateRun).jobStatus ?? {})).toEqual([
    { status: 'error-reached-max-retries' },
  ])
  expect(await readJob()).toEqual({
    ...done,
    log: [{ output: { by: 'heir' }, state: 'succeeded' }],
  })
  expect(signals[0]?.aborted).toBe(true)
})

it('a late result does not disturb the worker that is still at it', async () => {
  const [first, second] = [makeGate(), makeGate()]
  const [firstBegan, secondBegan] = [makeGate(), makeGate()]
  const late = await startWaiting({ gate: first, began: firstBegan.open, output: 'late' })
  const heir = await startWaiting({
    gate: second,
    began: secondBegan.open,
    output: 'heir',
    push: false,
  })
  await late.jobs.queue({ task: 'wait', queue: 'q', input: {} } as never)
  const lateRun = late.jobs.run({ queue: 'q', silent: true })
  await firstBegan.wait()
  await expireLeases()
  const heirRun = heir.jobs.run({ queue: 'q', silent: true })
  await secondBegan.wait()

  first.open()
  await lateRun
  expect(await readJob()).toMatchObject({
    processing: true,
    tried: 0,
    completed: false,
    has_error: false,
    log: [],
  })
  second.open()
  expect(Object.values((await heirRun).jobStatus ?? {})).toEqual([{ status: 'success' }])
  expect(await readJob()).toMatchObject({ processing: false, tried: 1, completed: true })
})

it('one process that takes its own job over again keeps the two runs apart', async () => {
  const gates = [makeGate(), makeGate()]
  const begans = [makeGate(), makeGate()]
  let runs = 0
  const gate = {
    open: () => {},
    wait: () => {
      runs += 1
      return gates[runs - 1]!.wait()
    },
  }
  const payload = await startWaiting({ gate, began: () => begans[runs]!.open(), output: 'x' })
  await payload.jobs.queue({ task: 'wait', queue: 'q', input: {} } as never)
  const firstRun = payload.jobs.run({ queue: 'q', silent: true })
  await begans[0]!.wait()
  await expireLeases()
  const secondRun = payload.jobs.run({ queue: 'q', silent: true })
  await begans[1]!.wait()

  gates[0]!.open()
  expect(Object.values((await firstRun).jobStatus ?? {})).toEqual([
    { status: 'error-reached-max-retries' },
  ])
  expect(await readJob()).toMatchObject({ processing: true, tried: 0, completed: false, log: [] })
  gates[1]!.open()
  expect(Object.values((await secondRun).jobStatus ?? {})).toEqual([{ status: 'success' }])
  expect(await readJob()).toMatchObject({ tried: 1, completed: true })
})
