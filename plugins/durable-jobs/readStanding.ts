import type { Payload } from 'payload'
import { jobsTable, type Statement } from './postgres.ts'
import { getRuntime } from './runtime.ts'
import { findStanding } from './sql/findStanding.ts'

type Args = {
  payload: Payload
  queue: string
  task: string
  /** A property of the jobs' input. */
  field: string
  values: string[]
  /** Asks within the transaction of whoever holds one: anything with drizzle's `execute`. */
  db?: { execute: (statement: Statement) => PromiseLike<{ rows: unknown[] }> }
}

/**
 * For which of some values of a property of their input jobs of a task stand already, waiting or running: a further job for
 * the same is not needed.
 */
export const readStanding = async ({ payload, db, ...asked }: Args): Promise<Set<string>> => {
  if (asked.values.length === 0) return new Set()
  const { adapter, own } = getRuntime(payload)
  const executor = (db as Parameters<typeof findStanding>[0]['db'] | undefined) ?? own.db()
  return new Set(await findStanding({ ...asked, db: executor, jobs: jobsTable(adapter) }))
}
