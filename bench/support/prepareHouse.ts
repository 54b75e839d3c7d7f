import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootDir } from '../../src/server/env.ts'
import { keepSecrets } from '../../src/server/keepSecrets.ts'
import { migrateDatabase } from '../../src/server/migrateDatabase.ts'
import type { BenchServer } from './openServer.ts'

/** The application on a database of its own. */
export type BenchHouse = {
  /** The settings with which its programs run on this database. */
  envOf: (url: string) => NodeJS.ProcessEnv
  /** A database with all migrations, to which nobody is connected. */
  template: string
  /** For logs, and what the application keeps beside its database. */
  folder: string
  close: () => void
}

type Args = { server: BenchServer; signal: AbortSignal }

/** Makes a database as the application's own migrations make it, and the settings of an installation. */
export const prepareHouse = async ({ server, signal }: Args): Promise<BenchHouse> => {
  const folder = mkdtempSync(join(tmpdir(), 'postyard-bench-'))
  const secrets = keepSecrets({ dataDir: folder })
  const envOf = (url: string): NodeJS.ProcessEnv => ({
    ...process.env,
    ...secrets,
    NODE_ENV: 'production',
    DATA_DIR: folder,
    DATABASE_URL: url,
    DATABASE_POOL: '',
    SERVER_URL: 'http://localhost:3000',
    WORKER_PORT: '',
    FCM_SANDBOX_URL: '',
    FIREBASE_SERVICE_ACCOUNT: '',
    SMTP_URL: '',
    // Receivers of webhooks that are measured are on this machine.
    PRIVATE_RECEIVER_HOSTS: '127.0.0.1',
    LOG_LEVEL: 'warn',
  })
  const template = 'house'
  const url = await server.create({ name: template })
  await migrateDatabase({ root: rootDir, env: envOf(url), url, logDir: folder, signal })
  return {
    envOf,
    template,
    folder,
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
