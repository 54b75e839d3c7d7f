import { join } from 'node:path'
import { type DataDir, makeDataDir } from './dataDir.ts'
import { readSettings, rootDir, type Settings } from './env.ts'
import { keepSecrets } from './keepSecrets.ts'
import { loadEnvFile } from './loadEnvFile.ts'

/** What every command begins with. */
export type Prepared = {
  root: string
  settings: Settings
  dataDir: DataDir
  logDir: string
  /** The environment for other processes; the database's address may still be missing. */
  env: NodeJS.ProcessEnv
}

/**
 * Reads `.env`, checks the environment, makes the data folder and the secrets that nobody set.
 * Throws `WRONG_ENVIRONMENT`, `NOT_PERMITTED`, `DISK_FULL`, `SECRETS_UNREADABLE`.
 */
export function prepare(): Prepared {
  loadEnvFile(rootDir)
  const settings = readSettings(process.env)
  const dataDir = makeDataDir({
    root: rootDir,
    configured: settings.DATA_DIR,
    uid: process.getuid?.(),
  })
  const secrets =
    settings.PAYLOAD_SECRET && settings.ENCRYPTION_KEYS
      ? {}
      : keepSecrets({ dataDir: dataDir.path })
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value?.trim()))
  return {
    root: rootDir,
    settings,
    dataDir,
    logDir: join(dataDir.path, 'logs'),
    env: {
      ...secrets,
      ...set,
      NODE_ENV: 'production',
      DATA_DIR: dataDir.path,
      CONTENT_ROOT: settings.CONTENT_ROOT ?? join(dataDir.path, 'content'),
      PORT: String(settings.PORT),
      SERVER_URL: settings.SERVER_URL,
      NEXT_TELEMETRY_DISABLED: '1',
    },
  }
}
