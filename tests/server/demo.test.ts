import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { rootDir } from '../../src/server/env.ts'

const run = promisify(execFile)
const demo = join(rootDir, 'src', 'server', 'demo.ts')

it('npm run demo does the main job once, and counts it where it arrived', {
  timeout: 300_000,
}, async () => {
  const { stdout } = await run(process.execPath, [demo, '--json'], { cwd: rootDir })
  const { lines, receipts, ...figures } = JSON.parse(stdout)
  expect(figures).toEqual({
    posts: 8,
    deliveries: 11,
    published: 7,
    awaitingHuman: 1,
    failed: 1,
    scheduled: 2,
    doublePublished: 0,
    isAsExpected: true,
    differences: [],
  })
  expect(lines).toHaveLength(figures.deliveries)
  expect(receipts).toBeGreaterThan(figures.published)
})

it('npm run demo refuses arguments that make no sense, in one sentence', async () => {
  const refused = await run(process.execPath, [demo, '--workers', '0']).catch((error) => error)
  expect(refused.code).toBe(1)
  expect(refused.stderr.trim()).toMatch(/^[^\n]*--workers[^\n]*$/)
})
