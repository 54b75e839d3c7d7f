import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { findFreePort } from '../../src/server/findFreePort.ts'
import { waitForMigrations } from '../../src/server/newestMigration.ts'
import { withMigrationLock } from '../../src/server/withMigrationLock.ts'
import { createTestDatabase } from '../database.ts'
import { testEnv } from '../testEnv.ts'
import { runServerCommand } from './runCommand.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'postyard-migrate-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const migrate = (url: string) =>
  runServerCommand({
    command: 'migrate',
    env: { ...testEnv, DATABASE_URL: url, DATA_DIR: dataDir },
  })

const ask = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

describe('migrations', () => {
  it('are applied once by three that start at once on an empty database', async () => {
    const url = await createTestDatabase({ isEmpty: true })
    const runs = await Promise.all([migrate(url), migrate(url), migrate(url)])
    expect(runs.map(({ code, errors }) => ({ code, errors }))).toEqual(
      Array.from({ length: 3 }, () => ({ code: 0, errors: '' })),
    )
    const applied = await ask(
      url,
      'select name, count(*)::int as times from payload_migrations group by name',
    )
    expect(applied.length).toBeGreaterThan(0)
    expect(applied.every(({ times }) => times === 1)).toBe(true)
    const again = await migrate(url)
    expect(again).toMatchObject({ code: 0, output: expect.stringContaining('nothing to do') })
  })

  it('are waited for by whoever serves or works', async () => {
    const url = await createTestDatabase({ isEmpty: true })
    const pool = new pg.Pool({ connectionString: url, max: 1 })
    try {
      const name = '20260101_000000_new'
      await expect(
        waitForMigrations({ database: pool, name, timeoutMs: 100, pollMs: 20 }),
      ).rejects.toMatchObject({
        code: 'NOT_MIGRATED',
        message: expect.stringContaining('npm run migrate'),
      })
      const waiting = waitForMigrations({ database: pool, name, pollMs: 20 })
      await ask(
        url,
        `create table payload_migrations (name text); insert into payload_migrations values ('${name}')`,
      )
      await waiting
    } finally {
      await pool.end()
    }
  })

  it('hold a lock that goes with its connection', async () => {
    const url = await createTestDatabase({ isEmpty: true })
    const order: string[] = []
    const isHeld = Promise.withResolvers<void>()
    const isAwaited = Promise.withResolvers<void>()
    const first = withMigrationLock({ url }, async () => {
      order.push('first begins')
      isHeld.resolve()
      await isAwaited.promise
      // As if its process had died.
      await ask(
        url,
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted`,
      )
    })
    await isHeld.promise
    await withMigrationLock({ url, onWait: isAwaited.resolve }, async () => {
      order.push('second begins')
    })
    await first
    expect(order).toEqual(['first begins', 'second begins'])
  })
})

describe('a wrong DATABASE_URL', () => {
  const admin = () => new URL(process.env.TEST_POSTGRES_URL!)
  const wrong: [string, () => Promise<URL>, RegExp][] = [
    [
      'where nobody listens',
      async () => {
        const url = admin()
        url.port = String(await findFreePort())
        return url
      },
      /^No database answers at 127\.0\.0\.1:\d+: start it/,
    ],
    [
      'with a wrong password',
      async () => {
        const url = admin()
        url.password = 'hidden-password'
        return url
      },
      /refuses the user or the password/,
    ],
    [
      'of a database that is not there',
      async () => {
        const url = admin()
        url.pathname = '/nowhere'
        return url
      },
      /There is no database "nowhere"/,
    ],
    [
      'of a host that is not known',
      async () => {
        const url = admin()
        url.hostname = 'postyard.invalid'
        return url
      },
      /The host "postyard\.invalid" of the database is not known/,
    ],
  ]
  it.each(wrong)('%s gets one sentence, without the password', async (_, makeUrl, sentence) => {
    const url = await makeUrl()
    for (const command of ['migrate', 'start']) {
      const run = await runServerCommand({
        command,
        env: {
          ...testEnv,
          DATABASE_URL: url.href,
          DATA_DIR: dataDir,
          PORT: String(await findFreePort()),
        },
      })
      expect(run.code).toBe(1)
      expect(run.errors.trim()).toMatch(sentence)
      expect(run.errors.trim().split('\n')).toHaveLength(1)
      expect(run.errors + run.output).not.toContain(url.password)
    }
  })
})
