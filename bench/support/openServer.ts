import pg from 'pg'
import { connectDatabase } from '../../src/server/connectDatabase.ts'
import { createDatabase } from '../../src/server/createDatabase.ts'
import { startThrowAway } from '../../src/server/postgres/startThrowAway.ts'

/** A Postgres of a benchmark's own. */
export type BenchServer = {
  urlOf: (database: string) => string
  /** Makes a database, empty or as a copy of another to which nobody is connected. Gives back its address. */
  create: (args: { name: string; template?: string }) => Promise<string>
  /** Removes a database, whoever is connected to it. */
  drop: (name: string) => Promise<void>
  /** Writes out what earlier runs left to be written, so that no run pays for another. */
  settle: () => Promise<void>
  stop: () => Promise<void>
}

/**
 * Starts a Postgres with the settings of a real installation: a commit waits until it is on the disk (`fsync`,
 * `synchronous_commit` and `full_page_writes` on), and autovacuum works. All that is compared in one run uses this one
 * server. Quicker, forgetful settings would flatter whoever commits most often.
 */
export const openServer = async (): Promise<BenchServer> => {
  const postgres = await startThrowAway(process.getuid?.(), true)
  const adminUrl = postgres.urlOf('postgres')
  const admin = await connectDatabase({ url: adminUrl })
  return {
    urlOf: postgres.urlOf,
    create: async ({ name, template }) => {
      await createDatabase({ adminUrl, name, ...(template ? { template } : {}) })
      return postgres.urlOf(name)
    },
    drop: async (name) => {
      await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
    },
    settle: async () => {
      await admin.query('checkpoint')
    },
    stop: async () => {
      await admin.end()
      await postgres.stop()
    },
  }
}
