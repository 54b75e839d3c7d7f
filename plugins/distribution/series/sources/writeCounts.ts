import type { Payload } from 'payload'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { findLack } from '../../plan/series/index.ts'
import { tellAttention } from '../conductor/tellAttention.ts'
import { standingOf } from '../standingOf.ts'
import { readFacts } from '../watchman/readFacts.ts'

/**
 * Writes onto the series of a tenant, or onto one of them, how many items each has, and how many can still fly. One that has
 * something again does not say any more that it has nothing left.
 */
export const writeCounts = async (args: {
  db: Db
  payload: Payload
  tenant: ID
  now: Date
  /** The day that it is by the clock of the client's zone, `YYYY-MM-DD`. */
  day: string
  timezone: string
  only?: ID | undefined
}): Promise<void> => {
  const { db, tenant, now } = args
  const facts = await readFacts(args)
  const given = facts.map((one) => ({
    ...{ id: one.id, ...standingOf(one), has_something: findLack(one)?.code !== 'NOTHING_LEFT' },
  }))
  const refreshed = await rows<{ id: ID; is_over: boolean }>(
    db,
    sql`
      update postyard_series s
      set count = q.count, remaining = q.remaining, aside = q.aside, rests_until = q.rests_until
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as q(id text, count int, remaining int, aside int, rests_until text, has_something boolean)
      where s.id::text = q.id and s.tenant_id = ${tenant}
        and (s.count, s.remaining, s.aside, s.rests_until) is distinct from (q.count, q.remaining, q.aside, q.rests_until)
      returning s.id, q.has_something and coalesce(s.attention->>'code' = 'NOTHING_LEFT', false) as is_over`,
  )
  for (const { id, is_over } of refreshed) {
    if (is_over) await tellAttention({ db, tenant, series: id, matter: null, now })
  }
}
