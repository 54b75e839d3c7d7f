import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { createTestDatabase } from './database.ts'
import { testEnv } from './testEnv.ts'

// As a set-up file of a vitest project: each test file finds an environment with a database and a
// data folder of its own, before it imports the configuration.

const dataDir = mkdtempSync(join(tmpdir(), 'postyard-test-data-'))

Object.assign(process.env, {
  ...testEnv,
  DATABASE_URL: await createTestDatabase(),
  DATA_DIR: dataDir,
})

afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
