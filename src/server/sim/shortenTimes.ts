import type { ShakenDatabase } from '../chaos/openShaken.ts'
import { type Pace, patience } from './paceOf.ts'

/**
 * Gives all clients the patience of the simulation. Its minutes are parts of real ones, which is less than the panel lets
 * a client set: so they are written into this database, which is thrown away.
 */
export async function shortenTimes(db: ShakenDatabase, { minuteMs }: Pace): Promise<void> {
  const { remind, next, manager, answer, lease } = patience
  const inMinutes = [remind, next, manager, answer, lease].map((one) => (one * minuteMs) / 60_000)
  await db.read(
    `update tenants
     set manual_remind_minutes = $1, manual_next_minutes = $2, manual_manager_minutes = $3,
         manual_answer_minutes = $4, manual_lease_minutes = $5`,
    inMinutes,
  )
}
