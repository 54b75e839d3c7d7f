import { type Db, type ID, rows, sql } from '../model/database.ts'
import { type Envelope, type EventRow, eventColumns, toEnvelope } from './envelope.ts'
import { matchTypes } from './matchTypes.ts'

/**
 * The events of a tenant, or of several, behind a position, in order: whoever goes on from the last one's position misses
 * none and gets none twice. Those that have no position yet are not among them; `sequenceEvents` gives it.
 */
export const readEvents = async (args: {
  db: Db
  tenant: ID | readonly ID[]
  /** The last position that was read; 0 for all. */
  after: bigint | string
  /** None beyond this one. */
  until?: bigint | string
  /** Whole types, or beginnings with `*` at their end; all without it. */
  types?: readonly string[]
  plan?: ID
  limit: number
}): Promise<Envelope[]> => {
  const { db, tenant, after, until, types, plan, limit } = args
  const found = await rows<EventRow>(
    db,
    sql`
      select ${sql.raw(eventColumns)}
      from postyard_events e
      where ${Array.isArray(tenant) ? sql`e.tenant_id = any(${sql.param([...tenant])})` : sql`e.tenant_id = ${tenant}`}
        and e.position > ${String(after)}::bigint
        ${until === undefined ? sql`` : sql`and e.position <= ${String(until)}::bigint`}
        and ${matchTypes(sql`e.type`, types)} ${plan === undefined ? sql`` : sql`and e.plan_id = ${plan}`}
      order by e.position
      limit ${limit}`,
  )
  return found.map(toEnvelope)
}
