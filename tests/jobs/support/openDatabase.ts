import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { endNotes } from './jobsConfig.ts'

/** A database of its own, gone after `close`. */
export type TestDatabase = {
  url: string
  /** Runs a statement on a connection apart from Payload's. */
  query: <Row>(statement: string, values?: unknown[]) => Promise<Row[]>
  /** Cuts every connection but ours, as a restart of the server would. */
  cutConnections: () => Promise<void>
  /** Refuses new connections, or takes them again. */
  allowConnections: (isAllowed: boolean) => Promise<void>
  close: () => Promise<void>
}

/** Address of a superuser on a throw-away server. */
const serverUrl = (): string => {
  const url = process.env.TEST_POSTGRES_URL
  if (!url)
    throw new Error('TEST_POSTGRES_URL is not set: run these tests as the vitest project "jobs"')
  return url
}

/** Makes an empty database with a table in which the tasks of these tests note each time they run. */
export const openDatabase = async (): Promise<TestDatabase> => {
  const admin = new pg.Client({ connectionString: serverUrl() })
  await admin.connect()
  const name = `jobs_${randomBytes(6).toString('hex')}`
  await admin.query(`create database ${name}`)
  const url = new URL(serverUrl())
  url.pathname = `/${name}`
  const client = new pg.Client({ connectionString: url.href, application_name: 'test' })
  await client.connect()
  // In a schema of its own: Payload's push would take it for a table that was renamed, and ask.
  await client.query(`
    create schema notes;
    create table notes.executions (
      id serial primary key,
      job text not null,
      worker text not null,
      began timestamptz not null default clock_timestamp(),
      ended timestamptz
    )`)
  return {
    url: url.href,
    query: async <Row>(statement: string, values?: unknown[]) =>
      (await client.query(statement, values)).rows as Row[],
    cutConnections: async () => {
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = $1 and application_name <> 'test'`,
        [name],
      )
    },
    allowConnections: async (isAllowed) => {
      await admin.query(`alter database ${name} with allow_connections ${isAllowed}`)
    },
    close: async () => {
      await endNotes()
      await client.end()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}
