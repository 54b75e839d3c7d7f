import type { Payload } from 'payload'
import { jobsTable, type Statement } from './postgres.ts'
import { getRuntime } from './runtime.ts'
import { findBacklog } from './sql/findBacklog.ts'

type Args = {
  payload: Payload
  queue: string
  dueBefore: Date
  /** Asks within the transaction of whoever holds one: anything with drizzle's `execute`. */
  db?: { execute: (statement: Statement) => PromiseLike<{ rows: unknown[] }> }
}

/**
 * Of which tasks and groups jobs still stand that were due before `dueBefore`: workers are behind with these, and a
 * further job for the same work would only make them later.
 */
export const readBacklog = ({ payload, queue, dueBefore, db }: Args) => {
  const { adapter, own } = getRuntime(payload)
  return findBacklog({
    db: (db as Parameters<typeof findBacklog>[0]['db'] | undefined) ?? own.db(),
    jobs: jobsTable(adapter),
    queue,
    dueBefore,
  })
}
