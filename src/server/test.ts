import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { rootDir } from './env.ts'
import { listenForStop } from './listenForStop.ts'
import { runCommand } from './runCommand.ts'

const countsShape = z.object({ passed: z.number(), failed: z.number(), skipped: z.number() })

/** A run that hangs is a run that failed: ten minutes are usual. */
const longestMs = 40 * 60_000

/** Settings of this machine's own installation must not decide how a test ends. */
const notForTests = [
  'DATABASE_URL',
  'DATA_DIR',
  'PORT',
  'HOST',
  'SERVER_URL',
  'SANDBOX_PORT',
  'DEMO',
  'FCM_SANDBOX_URL',
  'FIREBASE_SERVICE_ACCOUNT',
  'FIREBASE_WEB',
  'SMTP_URL',
  'PAYLOAD_SECRET',
  'ENCRYPTION_KEYS',
  'WORKER_IN_SERVER',
  'WORKER_PORT',
  'METRICS_TOKEN',
  'POSTGRES_PORT',
  'NODE_ENV',
  'TEST_POSTGRES_URL',
]

/**
 * `npm test [vitest's arguments]`: all tests, on a Postgres of their own (tests/startTestPostgres.ts).
 * The last line is `N passed, N failed, N skipped`, whatever happens.
 */
await runCommand(async () => {
  const signal = listenForStop()
  const folder = mkdtempSync(join(tmpdir(), 'postyard-test-'))
  const file = join(folder, 'counts.json')
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !notForTests.includes(name)),
  )
  const child = spawn(
    process.execPath,
    [
      join(rootDir, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      `--reporter=${join(rootDir, 'src', 'server', 'countReporter.ts')}`,
      ...process.argv.slice(2),
    ],
    {
      cwd: rootDir,
      env: { ...env, NODE_ENV: 'test', POSTYARD_TEST_COUNTS: file },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  const stop = () => child.kill('SIGTERM')
  signal.addEventListener('abort', stop)
  const timer = setTimeout(stop, longestMs)
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (exitCode) => resolve(exitCode ?? 1))
  })
  clearTimeout(timer)
  const counts = readCounts(file)
  rmSync(folder, { recursive: true, force: true })
  // Vitest crashed, was stopped, or refused its arguments: nothing of that is a success.
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  const { passed, failed, skipped } = counts
  process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`)
  return failed > 0 ? code || 1 : 0
})

function readCounts(file: string) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  return countsShape.parse(JSON.parse(readFileSync(file, 'utf8')))
}
