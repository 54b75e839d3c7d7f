import type { Payload, TaskConfig } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type TestDatabase } from '../support/openDatabase.ts'
import { startPayload } from '../support/startPayload.ts'
import { bearCuts } from './support/bearCuts.ts'

type Line = { level: number; msg: string; new?: number; retrying?: number }

let databases: TestDatabase[]
let payloads: Payload[]
let lines: Line[] = []

const failing: TaskConfig = {
  slug: 'failing',
  retries: 1,
  handler: () => {
    throw new Error('it failed')
  },
}

beforeAll(async () => {
  databases = [await openDatabase(), await openDatabase()]
  payloads = []
  for (const [index, { url }] of databases.entries()) {
    payloads.push(
      await startPayload({
        url,
        tasks: [failing],
        onLog: (line) => lines.push(JSON.parse(line)),
        ...(index === 0 && { plugins: [] }),
      }),
    )
  }
  bearCuts(payloads[0]!)
})

beforeEach(() => {
  lines = []
})

afterAll(async () => {
  for (const database of databases) await database.close()
})

type Silent = NonNullable<Parameters<Payload['jobs']['run']>[0]>['silent']

const info = 30
const error = 50

/** What a run of two jobs says, of which one fails. */
const said = async (payload: Payload, queue: string, silent: Silent) => {
  for (const task of ['note', 'failing']) {
    await payload.jobs.queue({ task, queue, input: {} } as never)
  }
  lines = []
  await payload.jobs.run({ queue, silent, sequential: true })
  await payload.jobs.run({ queue, silent, sequential: true })
  return lines.map(({ level, msg, new: fresh, retrying }) => ({ level, msg, fresh, retrying }))
}

const begun = [
  { level: info, msg: 'Running 2 jobs.', fresh: 2, retrying: 0 },
  { level: info, msg: 'Running 1 jobs.', fresh: 0, retrying: 1 },
]

const failed = [
  { level: error, msg: 'Error running task 1. Attempt 1' },
  { level: error, msg: 'Error running task 1. Attempt 2 - max retries reached' },
]

const cases: { silent: Silent; expected: object[] }[] = [
  { silent: undefined, expected: [begun[0]!, failed[0]!, begun[1]!, failed[1]!] },
  { silent: false, expected: [begun[0]!, failed[0]!, begun[1]!, failed[1]!] },
  { silent: true, expected: [] },
  { silent: { info: true }, expected: failed },
  { silent: { error: true }, expected: begun },
  { silent: { info: true, error: true }, expected: [] },
]

describe.each(cases)('payload.jobs.run with silent $silent', ({ silent, expected }) => {
  it('says the same', async () => {
    const queue = JSON.stringify(silent) ?? 'none'
    for (const payload of payloads) {
      expect(await said(payload, queue, silent)).toMatchObject(expected)
      expect(lines).toHaveLength(expected.length)
    }
  })
})
