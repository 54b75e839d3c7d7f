import { type Db, type ID, rows, sql } from '../model/database.ts'
import { planHaltedCode } from '../model/reasons.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { type DeliveryState, inFlightStates } from '../model/states.ts'

/**
 * `held`: nothing of them goes out. `unstaging`: of these, whose drafts still stand at Postiz, or may, and are being taken
 * away. `followed`: on their way out already; they go on to their end.
 */
export type HaltStanding = { held: ID[]; unstaging: ID[]; followed: ID[] }

const inFlight: readonly DeliveryState[] = inFlightStates

/** Whose drafts were given up and are still looked for; one that was withdrawn since it was staged is gone. */
const readUnstaging = async (db: Db, tenant: ID, given: ID[]): Promise<ID[]> => {
  if (given.length === 0) return []
  const found = await rows<{ id: ID }>(
    db,
    sql`
      select d.id from postyard_deliveries d
      where d.id = any(${sql.param(given)}) and d.tenant_id = ${tenant} and d.draft_state = 'dirty'
        and exists (
          select 1 from postyard_stagings s
          where s.tenant = d.tenant_id::text and s.draft_at = d.draft_at)
        and (
          select r.action::text from postyard_receipts r
          where r.delivery_id = d.id and r.tenant_id = d.tenant_id
            and (r.action = 'stage' or r.action = 'withdraw' and r.outcome = 'ok')
          order by r.opened_at desc limit 1
        ) is distinct from 'withdraw'
      order by d.id`,
  )
  return found.map(({ id }) => id)
}

/** Where the deliveries of a halted plan stand. */
export const readHalted = async (
  db: Db,
  plan: { tenant: ID },
  all: DeliveryRow[],
): Promise<HaltStanding> => {
  const held = all.filter((row) => row.state === 'held' && row.reason_code === planHaltedCode)
  const dirty = held.filter((row) => row.draft_state === 'dirty')
  return {
    held: held.map(({ id }) => id),
    unstaging: await readUnstaging(
      db,
      plan.tenant,
      dirty.map(({ id }) => id),
    ),
    followed: all.flatMap(({ id, state }) => (inFlight.includes(state) ? id : [])),
  }
}
