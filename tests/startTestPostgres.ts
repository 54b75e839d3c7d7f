import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase } from '../src/server/createDatabase.ts'
import { rootDir } from '../src/server/env.ts'
import { migrateDatabase } from '../src/server/migrateDatabase.ts'
import { startThrowAway } from '../src/server/postgres/startThrowAway.ts'
import { testEnv } from './testEnv.ts'

const template = 'postyard_template'

type Running = { stop: () => Promise<void>; users: number }

const shared = globalThis as typeof globalThis & { postyardTestPostgres?: Promise<Running> }

/**
 * Global set-up of vitest: one Postgres for all projects of a run, with one database that has all
 * migrations. Each test file gets a copy of that one (tests/database.ts).
 */
export default async function setup(): Promise<() => Promise<void>> {
  shared.postyardTestPostgres ??= start()
  const running = await shared.postyardTestPostgres
  running.users += 1
  return async () => {
    running.users -= 1
    if (running.users === 0) await running.stop()
  }
}

async function start(): Promise<Running> {
  const postgres = await startThrowAway()
  const logDir = mkdtempSync(join(tmpdir(), 'postyard-test-logs-'))
  const adminUrl = postgres.urlOf('postgres')
  await createDatabase({ adminUrl, name: template })
  const url = postgres.urlOf(template)
  await migrateDatabase({ root: rootDir, env: { ...process.env, ...testEnv }, url, logDir })
  process.env.TEST_POSTGRES_URL = adminUrl
  process.env.TEST_TEMPLATE = template
  return {
    users: 0,
    async stop() {
      await postgres.stop()
      rmSync(logDir, { recursive: true, force: true })
    },
  }
}
