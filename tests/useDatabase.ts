import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Payload } from 'payload'
import { afterAll, vi } from 'vitest'
import { createTestDatabase } from './database.ts'
import './hashQuickly.ts'
import { testEnv } from './testEnv.ts'

// As a set-up file of a vitest project: each test file finds an environment with a database and a
// data folder of its own, before it imports the configuration. One process runs several files one
// after the other, because Payload and its libraries take seconds to load: they stay, while our own
// modules are loaded anew and Payload's instances end with their file.

const shared = globalThis as typeof globalThis & {
  firstEnv?: NodeJS.ProcessEnv
  _payload?: Map<string, { payload: Payload | null }>
}

shared.firstEnv ??= { ...process.env }
for (const name of Object.keys(process.env)) {
  if (!(name in shared.firstEnv)) delete process.env[name]
}
vi.resetModules()

const dataDir = mkdtempSync(join(tmpdir(), 'postyard-test-data-'))

Object.assign(process.env, shared.firstEnv, testEnv, {
  DATABASE_URL: await createTestDatabase(),
  DATA_DIR: dataDir,
})

afterAll(async () => {
  const instances = [...(shared._payload?.values() ?? [])]
  shared._payload?.clear()
  await Promise.all(instances.map(({ payload }) => payload?.destroy()))
  rmSync(dataDir, { recursive: true, force: true })
})
