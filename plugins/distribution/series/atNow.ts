import type { Payload } from 'payload'
import { addWatches } from '../dispatch/enqueueSeries.ts'
import { type ID, parseId, poolOf, rows, sql } from '../model/database.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { conduct } from './conductor/conduct.ts'
import { planNight } from './watchman/planNight.ts'

type Args = { payload: Payload; now: Date }

const readTenants = async ({ payload }: Args): Promise<ID[]> => {
  const found = await rows<{ tenant: string }>(
    poolOf(payload),
    sql`select tenant from postyard_watchmen order by tenant`,
  )
  return found.flatMap(({ tenant }) => parseId(payload, tenant) ?? [])
}

/** Plans the day of every tenant with series, as it is at `now`, where it has no plan yet: for whoever has a clock of their own. */
export const watchSeries = async (args: Args): Promise<{ made: number }> => {
  await inOwnTransaction(args.payload, (db) => addWatches(db, args))
  let made = 0
  for (const tenant of await readTenants(args)) {
    if ((await planNight({ ...args, tenant })).isNew) made += 1
  }
  return { made }
}

/** Flies the series of every tenant as it is at `now`: for whoever has a clock of their own. */
export const flySeries = async (args: Args): Promise<{ tookOff: number }> => {
  let tookOff = 0
  for (const tenant of await readTenants(args)) {
    tookOff += (await conduct({ ...args, tenant })).tookOff
  }
  return { tookOff }
}
