import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeDataDir } from '../../src/server/dataDir.ts'
import { rootDir } from '../../src/server/env.ts'
import { findFreePort, isPortTaken } from '../../src/server/findFreePort.ts'
import { findRunning } from '../../src/server/postgres/findRunning.ts'
import buildPanel from '../e2e/buildPanel.ts'

/** A machine that does many other things at once takes its time. */
const patienceMs = 180_000
const dataDir = mkdtempSync(join(tmpdir(), 'postyard-whole-'))
let env: NodeJS.ProcessEnv
let port = 0
const running = new Set<ChildProcess>()

beforeAll(async () => {
  await buildPanel()
  port = await findFreePort()
  const { TEST_POSTGRES_URL: _, DATABASE_URL: __, VITEST: ___, ...outer } = process.env
  env = {
    ...outer,
    NODE_ENV: 'production',
    NO_COLOR: '1',
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_PORT: String(await findThreePorts()),
  }
}, 600_000)

// Whatever the test left behind would hold the ports of its next try.
afterEach(async () => {
  for (const { pid } of running) process.kill(-pid!, 'SIGKILL')
  await vi.waitFor(() => expect(countProcesses()).toEqual([]), { timeout: 20_000, interval: 100 })
})

afterAll(() => {
  const { postgres } = makeDataDir({ root: rootDir, configured: dataDir, uid: process.getuid?.() })
  for (const folder of [postgres, dataDir]) rmSync(folder, { recursive: true, force: true })
})

const findThreePorts = async () => {
  for (let first = await findFreePort(); ; first = await findFreePort()) {
    const taken = await Promise.all(
      [0, 1, 2].map((more) => isPortTaken({ port: first + more, host: '127.0.0.1' })),
    )
    if (!taken.includes(true)) return first
  }
}

/** Starts all with a group of its own, as a terminal does, and collects what it says. */
const start = () => {
  const child = spawn(process.execPath, [join(rootDir, 'src/server/first-step.mjs'), 'start'], {
    cwd: rootDir,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child)
    return code as number | null
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk
    })
  }
  const until = async (words: RegExp) => {
    for (let waitedMs = 0; !words.test(said); waitedMs += 50) {
      if (child.exitCode !== null || waitedMs > patienceMs)
        throw new Error(`no ${words} in: ${said}`)
      await sleep(50)
    }
  }
  return { child, ended, until, said: () => said }
}

/** All processes that belong to this data folder: they name it, or have it in their environment. */
const countProcesses = () => {
  const mine = execFileSync('ps', ['-eo', 'pid=,args=', '-ww'], { encoding: 'utf8' })
  return mine.split('\n').filter((line) => {
    const pid = Number.parseInt(line, 10)
    if (!pid || pid === process.pid) return false
    if (line.includes(dataDir)) return true
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`DATA_DIR=${dataDir}`)
    } catch {
      return false
    }
  })
}

const ask = async (sql: string) => {
  const { postgres } = makeDataDir({ root: rootDir, configured: dataDir, uid: process.getuid?.() })
  const connectionString = findRunning({ dir: join(postgres, 'postgres'), database: 'postyard' })
  const client = new pg.Client({ connectionString: connectionString! })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** But for the posts of series, which become more by themselves. */
const counts = `select (select count(*)::int from tenants) as tenants,
  (select count(*)::int from users) as users, (select count(*)::int from postyard_posts where series is null) as posts`

describe.runIf(process.platform === 'linux')('npm start, the whole of it', () => {
  it('shows posts going out, and survives being killed and stopped', {
    timeout: 900_000,
  }, async () => {
    const first = start()
    await first.until(/^\d\d:\d\d:\d\d\.\d{3} {2}.+ → .+ published +\d+ m?s late$/m)
    await first.until(/All is ready/)
    const page = await fetch(`http://127.0.0.1:${port}/admin/login`)
    expect(page.status).toBe(200)
    const [before] = await ask(counts)
    expect(before.tenants).toBeGreaterThan(0)

    const twice = start()
    expect(await twice.ended).toBe(1)
    expect(twice.said().trim()).toMatch(/^Postyard already runs from this folder[^\n]*$/)

    // The whole group at once, as a machine without memory does it; the others notice by themselves.
    process.kill(-first.child.pid!, 'SIGKILL')
    await first.ended
    const second = start()
    await second.until(/All is ready/)
    expect(second.said()).not.toContain('being made')
    expect(second.said()).not.toContain('being built')
    expect(await ask(counts)).toEqual([before])

    // A program that dies is started again, and that is said.
    const worker = countProcesses().find((line) => line.includes('worker.mjs'))
    process.kill(Number.parseInt(worker!, 10), 'SIGKILL')
    await second.until(/The worker ended by SIGKILL/)

    const askedAt = Date.now()
    process.kill(-second.child.pid!, 'SIGINT')
    expect(await second.ended).toBe(0)
    expect(Date.now() - askedAt).toBeLessThan(20_000)
    // The guard of Postgres looks once more before it goes.
    await vi.waitFor(() => expect(countProcesses()).toEqual([]), { timeout: 10_000, interval: 100 })
  })
})
