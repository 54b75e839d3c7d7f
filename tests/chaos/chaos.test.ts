import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { rootDir } from '../../src/server/env.ts'

const run = promisify(execFile)
const chaos = join(rootDir, 'src', 'server', 'chaos.ts')
const deliveries = 200

/** What `npm run chaos` prints as its one line, whether or not all is well; its random seed is on it. */
const runChaos = async (...args: string[]) => {
  const { stdout } = await run(process.execPath, [chaos, '--json', ...args], {
    cwd: rootDir,
  }).catch((error: { stdout: string; stderr: string }) => {
    if (error.stdout) return error
    throw error
  })
  return JSON.parse(stdout)
}

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0)

test('workers killed, Postgres restarted, connections cut, Postiz failing: nothing is lost or published twice', {
  timeout: 600_000,
}, async () => {
  const outcome = await runChaos(
    ...['--deliveries', String(deliveries), '--workers', '3', '--seconds', '20', '--hurry'],
  )
  expect(outcome).toMatchObject({ lost: 0, publishedTwice: 0, unresolved: 0, deliveries })
  const { published, heldOrFailed, withPerson } = outcome
  expect(published + sum(heldOrFailed) + withPerson).toBe(deliveries)
  // It is proof of nothing unless much went wrong, and nearly all went out all the same.
  expect(published).toBeGreaterThan(deliveries * 0.8)
  expect(outcome.publishedInChaos).toBeGreaterThan(0)
  expect(outcome.postgresRestarts).toBe(2)
  expect(outcome.killsAtWork).toBeGreaterThan(3)
  expect(outcome.cutConnections).toBeGreaterThan(0)
  expect(sum(outcome.faults)).toBeGreaterThan(10)
})

test('npm run chaos refuses arguments that make no sense, in one sentence', async () => {
  for (const args of [['--workers', '0'], ['--random-seed', 'x'], ['--unheard-of']]) {
    const refused = await run(process.execPath, [chaos, ...args]).catch((error) => error)
    expect(refused.code).toBe(1)
    expect(refused.stderr.trim()).toMatch(/^[^\n]*--random-seed[^\n]*$/)
  }
})
