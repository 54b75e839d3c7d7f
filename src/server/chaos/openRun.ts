import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { entryPath } from '../buildEntries.ts'
import { createDatabase } from '../createDatabase.ts'
import { rootDir } from '../env.ts'
import { keepSecrets } from '../keepSecrets.ts'
import { startThrowAway } from '../postgres/startThrowAway.ts'
import { openShaken, type ShakenDatabase } from './openShaken.ts'

type Args = {
  /** Names the database and the builds of the run. */
  name: 'chaos' | 'sim' | 'series'
  /** Where logs and secrets go. */
  folder: string
  /** A database that is there, in the place of a throw-away Postgres. */
  databaseUrl?: string | undefined
  /** Takes what ends a part of the run; the last one that it took is to be called first. */
  onEnd: (end: () => Promise<void> | void) => void
}

export type Run = {
  db: ShakenDatabase
  database: string
  url: string
  logDir: string
  /** For the processes of the run; whatever is not named here is not set up. */
  env: NodeJS.ProcessEnv
  /** One build of an entry from the first process to the last, whatever is built beside it. Needs the entries built. */
  keepBuild: (entry: string) => string
}

/** Opens what every run with processes of its own stands on: a throw-away Postgres, a place for logs, an environment. */
export const openRun = async ({ name, folder, databaseUrl, onEnd }: Args): Promise<Run> => {
  const logDir = join(folder, 'logs')
  mkdirSync(logDir)
  const database = `postyard_${name}`
  const url = databaseUrl ?? (await openDatabase(database, onEnd))
  const db = openShaken(url)
  onEnd(() => db.close())
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...keepSecrets({ dataDir: folder }),
    NODE_ENV: 'production',
    DATA_DIR: folder,
    DATABASE_URL: url,
    SERVER_URL: 'http://localhost:3000',
    FCM_SANDBOX_URL: '',
    FIREBASE_SERVICE_ACCOUNT: '',
    SMTP_URL: '',
    CONTENT_ROOT: '',
    LOG_LEVEL: 'warn',
  }
  const keepBuild = (entry: string): string => {
    const copy = join(rootDir, '.build', `${entry}-of-${name}-${process.pid}.mjs`)
    copyFileSync(entryPath({ root: rootDir, name: entry }), copy)
    onEnd(() => rmSync(copy, { force: true }))
    return copy
  }
  return { db, database, url, logDir, env, keepBuild }
}

const openDatabase = async (name: string, onEnd: Args['onEnd']): Promise<string> => {
  const postgres = await startThrowAway()
  onEnd(() => postgres.stop())
  await createDatabase({ adminUrl: postgres.urlOf('postgres'), name })
  return postgres.urlOf(name)
}
