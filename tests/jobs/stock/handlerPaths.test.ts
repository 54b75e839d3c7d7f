import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWays, type Ways } from './support/openWays.ts'

let ways: Ways

const path = fileURLToPath(new URL('./support/handlers.ts', import.meta.url))

beforeAll(async () => {
  ways = await openWays({
    tasks: [
      { slug: 'named', handler: `${path}#named` },
      { slug: 'byDefault', handler: path },
      { slug: 'nowhere', retries: 1, handler: `${path}.nowhere#named` },
    ],
    jobs: { workflows: [{ slug: 'workflow', handler: `${path}#workflow` }] },
  })
})

afterAll(() => ways.close())

it.each([
  ['of a task, by the name of its export', { task: 'named' }, ['named']],
  ['of a task, by default', { task: 'byDefault' }, ['default']],
  ['of a workflow', { workflow: 'workflow' }, ['named', 'default']],
])('a handler may be named by its path: %s', async (_, job, by) => {
  const [ended] = await ways.expectAlike({ jobs: [{ ...job, input: { n: 1 } }] })
  expect(ended).toMatchObject({ isCompleted: true, tried: 1 })
  expect(ended!.log).toMatchObject(by.map((one) => ({ output: { by: one } })))
})

it('a handler that is not there fails the job', async () => {
  const [ended] = await ways.expectAlike({ jobs: [{ task: 'nowhere' }] })
  expect(ended).toMatchObject({ hasError: true, isCompleted: false, log: [] })
  expect(JSON.stringify(ended!.error)).toContain('Error importing job queue handler module')
})
