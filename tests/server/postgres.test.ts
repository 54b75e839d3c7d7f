import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemDir } from '../../src/server/dataDir.ts'
import { rootDir } from '../../src/server/env.ts'
import { findTools } from '../../src/server/postgres/findTools.ts'
import { startPostgres } from '../../src/server/postgres/startPostgres.ts'
import { isPostmasterOf, readPostmaster } from '../../src/server/postgres/stopLeftover.ts'

const tools = findTools(process.getuid?.())
let folder = ''
let dir = ''
const endings: (() => Promise<void>)[] = []

beforeEach(() => {
  const parent = tools.user ? systemDir : tmpdir()
  mkdirSync(parent, { recursive: true })
  folder = mkdtempSync(join(parent, 'test-'))
  chmodSync(folder, 0o755)
  dir = join(folder, 'data')
})
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
  rmSync(folder, { recursive: true, force: true })
})

const start = async (more: { port?: number } = {}) => {
  const postgres = await startPostgres({ dir, tools, isDurable: true, ...more })
  endings.push(postgres.stop)
  return postgres
}

const ask = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** A process that starts the database in `dir`, says so, and stays. */
const startElsewhere = async (): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [join(rootDir, 'tests/server/holdPostgres.ts'), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

const waitUntil = async (isSo: () => boolean) => {
  for (let waitedMs = 0; !isSo(); waitedMs += 50) {
    if (waitedMs > 15_000) throw new Error('waited 15 s in vain')
    await sleep(50)
  }
}

describe('the embedded Postgres', () => {
  it('keeps its data from one start to the next', async () => {
    const first = await start()
    await ask(first.urlOf('postgres'), 'create table kept as select 1 as one')
    await first.stop()
    const second = await start()
    expect(await ask(second.urlOf('postgres'), 'select one from kept')).toEqual([{ one: 1 }])
  })

  it('does not outlive a start that is killed', async () => {
    const child = await startElsewhere()
    const { pid } = readPostmaster(dir)!
    child.kill('SIGKILL')
    await waitUntil(() => !isPostmasterOf({ pid, dir }))
  })

  it('that a killed start left behind is stopped by the next, and its data are there', async () => {
    const child = await startElsewhere()
    const left = readPostmaster(dir)!
    // With its guard killed too nobody stops it.
    const guards = readGuards()
    expect(guards).toHaveLength(1)
    for (const pid of [...guards, child.pid!]) process.kill(pid, 'SIGKILL')
    await once(child, 'exit')
    expect(isPostmasterOf({ pid: left.pid, dir })).toBe(true)
    const next = await start()
    expect(isPostmasterOf({ pid: left.pid, dir })).toBe(false)
    expect(await ask(next.urlOf('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('starts where Postgres itself was killed', async () => {
    const child = await startElsewhere()
    process.kill(readPostmaster(dir)!.pid, 'SIGKILL')
    const next = await start()
    expect(await ask(next.urlOf('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
    child.kill('SIGKILL')
  })

  it('starts where its old process id belongs to another program, and leaves that alone', async () => {
    await (await start()).stop()
    const other = spawn('sleep', ['60'])
    await once(other, 'spawn')
    endings.push(async () => void other.kill())
    writeFileSync(join(dir, 'postmaster.pid'), `${other.pid}\n${dir}\n1\n5432\n`)
    if (tools.user) chownSync(join(dir, 'postmaster.pid'), tools.user.uid, tools.user.gid)
    await start()
    expect(other.exitCode).toBeNull()
    expect(other.signalCode).toBeNull()
  })

  it('begins anew where the making of its files was cut short', async () => {
    mkdirSync(`${dir}.new/base`, { recursive: true })
    writeFileSync(`${dir}.new/PG_VERSION`, '18\n')
    await start()
    expect(existsSync(`${dir}.new`)).toBe(false)
  })

  it('says in one sentence that its port is taken, and by which variable to choose another', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    endings.push(async () => void server.close())
    const address = server.address()
    const port = typeof address === 'object' ? address!.port : 0
    await expect(start({ port })).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: expect.stringMatching(new RegExp(`^[^\\n]*${port}[^\\n]*POSTGRES_PORT[^\\n]*$`)),
    })
  })

  it('says in one sentence that its data belong to another version', async () => {
    mkdirSync(dir)
    writeFileSync(join(dir, 'PG_VERSION'), '16\n')
    await expect(start()).rejects.toMatchObject({
      code: 'OTHER_POSTGRES_VERSION',
      message: expect.stringMatching(/^[^\n]*Postgres 16[^\n]*$/),
    })
    expect(readFileSync(join(dir, 'PG_VERSION'), 'utf8')).toBe('16\n')
  })

  it('says in one sentence that the disk is full', async ({ skip }) => {
    mkdirSync(join(folder, 'small'))
    const small = join(folder, 'small')
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=755', 'tmpfs', small])
    if (mounted.status !== 0) skip('this user may not mount a small disk')
    endings.push(async () => void spawnSync('umount', [small]))
    dir = join(small, 'data')
    await expect(start()).rejects.toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringMatching(/^[^\n]*is full[^\n]*DATA_DIR[^\n]*$/),
    })
  })

  it('says in one sentence that it may not use its folder', async () => {
    await (await start()).stop()
    // To Postgres an open data folder is a closed one; that also holds for root.
    chmodSync(dir, 0o777)
    await expect(start()).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
      message: expect.stringMatching(/^[^\n]*DATA_DIR[^\n]*$/),
    })
  })
})

/** The guards of this folder's Postgres. */
function readGuards(): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,args=', '-ww'], { encoding: 'utf8' }).split('\n')
  return lines
    .filter((line) => line.includes('postyard-guard') && line.includes(dir))
    .map((line) => Number.parseInt(line, 10))
}
