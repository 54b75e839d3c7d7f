import type { Payload } from 'payload'
import { addWatches } from '../dispatch/enqueueSeries.ts'
import { type ID, parseId, poolOf, rows, sql } from '../model/database.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { withoutStatement } from '../tellFault.ts'
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

/**
 * Does something for each tenant; one over which it breaks keeps none of the others.
 *
 * @throws AggregateError at the end, where it broke over some
 */
const forEachTenant = async (args: Args, work: (tenant: ID) => Promise<void>): Promise<void> => {
  const faults: unknown[] = []
  for (const tenant of await readTenants(args)) {
    await work(tenant).catch((error: unknown) => faults.push(withoutStatement(error)))
  }
  if (faults.length > 0) {
    throw new AggregateError(faults, `It broke over ${faults.length} of the clients with series.`)
  }
}

/** Plans the day of every tenant with series, as it is at `now`, where it has no plan yet: for whoever has a clock of their own. */
export const watchSeries = async (args: Args): Promise<{ made: number }> => {
  await inOwnTransaction(args.payload, (db) => addWatches(db, args))
  let made = 0
  await forEachTenant(args, async (tenant) => {
    if ((await planNight({ ...args, tenant })).isNew) made += 1
  })
  return { made }
}

/** Flies the series of every tenant as it is at `now`: for whoever has a clock of their own. */
export const flySeries = async (args: Args): Promise<{ tookOff: number }> => {
  let tookOff = 0
  await forEachTenant(args, async (tenant) => {
    tookOff += (await conduct({ ...args, tenant })).tookOff
  })
  return { tookOff }
}
