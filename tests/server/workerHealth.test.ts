import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildEntries, entryPath } from '../../src/server/buildEntries.ts'
import { createDatabase } from '../../src/server/createDatabase.ts'
import { systemDir } from '../../src/server/dataDir.ts'
import { rootDir } from '../../src/server/env.ts'
import { findFreePort } from '../../src/server/findFreePort.ts'
import { openHealthDoor } from '../../src/server/health/openHealthDoor.ts'
import { migrateDatabase } from '../../src/server/migrateDatabase.ts'
import { findTools } from '../../src/server/postgres/findTools.ts'
import { startPostgres } from '../../src/server/postgres/startPostgres.ts'
import { eventually } from '../int/support/eventually.ts'
import { testEnv } from '../testEnv.ts'

const tools = findTools(process.getuid?.())
const parent = tools.user ? systemDir : tmpdir()
mkdirSync(parent, { recursive: true })
const folder = mkdtempSync(join(parent, 'test-'))
chmodSync(folder, 0o755)
const files = mkdtempSync(join(tmpdir(), 'postyard-health-'))
const token = 'a-token-that-only-this-test-has'

let postgres: Awaited<ReturnType<typeof startPostgres>>
let worker: ChildProcess
let exited: Promise<unknown[]>
let url: string

const startDatabase = (port?: number) =>
  startPostgres({ dir: join(folder, 'data'), tools, isDurable: true, ...(port ? { port } : {}) })

const startWorker = async (env: Record<string, string>): Promise<void> => {
  worker = spawn(process.execPath, [entryPath({ root: rootDir, name: 'worker' })], {
    cwd: rootDir,
    env: { ...process.env, ...testEnv, ...env, DATA_DIR: files, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  exited = once(worker, 'exit')
}

beforeAll(async () => {
  postgres = await startDatabase()
  await createDatabase({ adminUrl: postgres.urlOf('postgres'), name: 'health' })
  await buildEntries({ root: rootDir })
  const port = await findFreePort()
  url = `http://127.0.0.1:${port}`
  await startWorker({
    DATABASE_URL: postgres.urlOf('health'),
    WORKER_PORT: String(port),
    METRICS_TOKEN: token,
  })
}, 180_000)

afterAll(async () => {
  worker?.kill('SIGKILL')
  await postgres?.stop()
  for (const path of [folder, files]) rmSync(path, { recursive: true, force: true })
})

type Ready = { status: number; codes: string[] }

/** Status 0: nobody answers. */
const ready = async (): Promise<Ready> => {
  try {
    const response = await fetch(`${url}/ready`)
    const body = (await response.json()) as { ready: boolean; reasons: { code: string }[] }
    expect(body.ready).toBe(response.status === 200)
    return { status: response.status, codes: body.reasons.map(({ code }) => code) }
  } catch (error) {
    if (error instanceof TypeError) return { status: 0, codes: [] }
    throw error
  }
}

const untilReady = (expected: Ready) =>
  eventually(ready, (found) => JSON.stringify(found) === JSON.stringify(expected), 60_000)

const live = async () => (await fetch(`${url}/live`)).status

const metrics = async (authorization?: string) => {
  const response = await fetch(`${url}/metrics`, {
    headers: authorization ? { authorization } : {},
  })
  return { status: response.status, text: await response.text() }
}

it('a worker lives at once, and is ready when the migrations are there', async () => {
  await untilReady({ status: 503, codes: ['STARTING'] })
  expect(await live()).toBe(200)
  expect((await metrics(`Bearer ${token}`)).status).toBe(503)
  await migrateDatabase({
    root: rootDir,
    env: { ...process.env, ...testEnv, DATA_DIR: files },
    url: postgres.urlOf('health'),
    logDir: files,
  })
  await untilReady({ status: 200, codes: [] })
})

it('its metrics are told to whoever has the token, and to nobody else', async () => {
  for (const wrong of [
    undefined,
    'Bearer wrong',
    token,
    `Bearer ${token} `.trimEnd().slice(0, -1),
  ]) {
    const { status, text } = await metrics(wrong)
    expect(status).toBe(401)
    expect(text).not.toContain('durable_jobs')
  }
  const { status, text } = await metrics(`Bearer ${token}`)
  expect(status).toBe(200)
  const lines = text.split('\n')
  expect(lines).toContain('durable_jobs_slots{queue="distribution"} 5')
  expect(lines).toContain('durable_jobs_database_up 1')
  expect(lines).toContain('durable_jobs_workers_working 1')
  expect(lines).toContain('postyard_deliveries_due 0')
  expect(lines).toContain('# TYPE durable_jobs_lateness_seconds histogram')
  expect(text).not.toMatch(/tenant/)
})

it('without a token they are told to this machine', async () => {
  const door = await openHealthDoor({
    host: '127.0.0.1',
    port: 0,
    token: undefined,
    onError: console.error,
  })
  door.show({ troubles: async () => [], warnings: () => [], metrics: async () => 'figures 1\n' })
  const answer = await fetch(`http://127.0.0.1:${door.port}/metrics`)
  expect([answer.status, await answer.text()]).toEqual([200, 'figures 1\n'])
  expect((await fetch(`http://127.0.0.1:${door.port}/elsewhere`)).status).toBe(404)
  await door.close()
})

it('a port that is taken is told in a sentence that names the variable', async () => {
  const door = await openHealthDoor({ host: '127.0.0.1', port: 0, token, onError: console.error })
  await expect(
    openHealthDoor({ host: '127.0.0.1', port: door.port, token, onError: console.error }),
  ).rejects.toMatchObject({ code: 'PORT_IN_USE', message: expect.stringContaining('WORKER_PORT') })
  await door.close()
})

it('while Postgres is away it lives and is not ready; when it is back it is ready again', async () => {
  const { port } = postgres
  await postgres.stop()
  await untilReady({ status: 503, codes: ['DATABASE_UNREACHABLE'] })
  expect(await live()).toBe(200)
  const { status } = await eventually(
    () => metrics(`Bearer ${token}`),
    ({ text }) => text.split('\n').includes('durable_jobs_database_up 0'),
  )
  expect(status).toBe(200)
  postgres = await startDatabase(port)
  await untilReady({ status: 200, codes: [] })
})

it('a worker that is told to stop ends well, and its door with it', async () => {
  worker.kill('SIGTERM')
  expect((await exited)[0]).toBe(0)
  expect((await ready()).status).toBe(0)
})
